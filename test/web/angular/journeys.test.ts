import { inChromium } from '../../harness/chromium/inChromium.js';
import { dashboardJourneys } from '../../harness/web/dashboardJourneys.js';

inChromium('the dashboard in Angular', chromium => {
  dashboardJourneys(
    {
      app: 'angular',
      domain: 'shop',
      workflow: 'Order',
      input: { item: 'desk', euros: 900, card: 'visa' },
      failing: { item: 'desk', euros: 40, card: 'declined' },
      signal: 'approve',
      other: 'Stocktaking',
    },
    chromium,
  );
});
