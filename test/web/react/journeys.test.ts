import { expect, it } from 'vitest';
import { axeFindings } from '../../harness/chromium/axeFindings.js';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { dashboardJourneys } from '../../harness/web/dashboardJourneys.js';

inChromium('the dashboard in React', chromium => {
  const { url } = dashboardJourneys(
    {
      app: 'react',
      domain: 'media',
      workflow: 'Album',
      other: 'Thumbnails',
      input: ['a.jpg'],
      failing: ['broken.psd'],
      signal: 'publish',
    },
    chromium,
  );

  it('compares models with an SWF in the page, and runs a workflow there', async () => {
    const page = await chromium.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(url());
    await page.getByRole('button', { name: 'In this page' }).click();
    const models = page.getByRole('list', { name: 'Models' }).getByRole('listitem');
    await models.filter({ hasText: 'Domain' }).getByText('as in SWF').waitFor();
    await page.getByRole('button', { name: 'Deprecate the type' }).click();
    await models.getByText("Difference('status', 'REGISTERED', 'DEPRECATED')").waitFor();
    await page.getByRole('button', { name: 'Start an album' }).click();
    await page.getByText('Waits to be published').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await chromium.screenshot(page, 'react-in-this-page');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('published, 3 of 3').waitFor();
    await page.getByRole('button', { name: 'Take the type back' }).click();
    expect(await models.filter({ hasText: 'as in SWF' }).nth(1).textContent()).toContain('Watermark');
  });
});
