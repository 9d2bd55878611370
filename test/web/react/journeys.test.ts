import { expect, it } from 'vitest';
import { axeFindings } from '../../harness/chromium/axeFindings.js';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { dashboardJourneys } from '../../harness/web/dashboardJourneys.js';

inChromium('the dashboard in React', chromium => {
  dashboardJourneys(
    {
      app: 'react',
      domain: 'media',
      workflow: 'Album',
      input: ['a.jpg'],
      failing: ['broken.psd'],
      signal: 'publish',
      other: 'Thumbnails',
    },
    chromium,
  );
});
