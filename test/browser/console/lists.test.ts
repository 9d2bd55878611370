import { Domain } from 'rx-swf';
import { expect, it } from 'vitest';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { CliHarness, night } from '../../harness/cli/CliHarness.js';
import { fillDomain } from '../../harness/cli/fillDomain.js';
import { openScene } from '../../harness/cli/openScene.js';
import { failCalls } from '../../harness/failCalls.js';
import { idsOf, pushed, row, rows, waitFor } from './executionList.js';
import { serveConsole } from './serveConsole.js';

const album = { name: 'Album', version: '1' };

inChromium('the list of executions', ({ newPage, screenshot }) => {
  it('shows 10,000 executions with a few rows in the document', async () => {
    const harness = await CliHarness.open();
    await fillDomain(harness, { open: 10_000 });
    const page = await newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${await serveConsole(harness.domain)}#/executions?limit=10000`);
    await row(page, 'import-9999').waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('10001');
    for (const [key, id] of [
      ['End', 'import-0'],
      ['PageUp', 'import-20'],
      ['Home', 'import-9999'],
    ] as const) {
      await page.keyboard.press(key);
      await row(page, id).waitFor();
      expect(await rows(page).count()).toBeLessThan(100);
    }
    await page.getByLabel('Find').fill('import-77');
    await waitFor(async () => expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('112'));
    await row(page, 'import-7799').waitFor();
  });

  it('filters by what is in the address, through which the back button leads', async () => {
    const scene = await openScene();
    const page = await newPage({ viewport: { width: 1280, height: 800 } });
    await page.clock.setFixedTime(night);
    await page.goto(await serveConsole(scene.domain));
    await row(page, 'order-105').waitFor();
    await screenshot(page, 'console-executions');
    await page.getByRole('button', { name: 'failed 3' }).click();
    await waitFor(async () => expect(await idsOf(page)).toEqual(['order-3', 'order-2', 'album-3']));
    await page.getByLabel('Type').fill('Order@1');
    await page.keyboard.press('Enter');
    await waitFor(async () => expect(await idsOf(page)).toEqual(['order-3', 'order-2']));
    expect(new URL(page.url()).hash).toBe('#/executions?state=failed&type=Order%401');
    await page.reload();
    await waitFor(async () => expect(await idsOf(page)).toEqual(['order-3', 'order-2']));
    await page.goBack();
    await waitFor(async () => expect(await idsOf(page)).toHaveLength(3));
    await page.goBack();
    await row(page, 'order-105').waitFor();
    await page.getByLabel('Since').fill('yesterday');
    await page.keyboard.press('Enter');
    await page.getByText('A time such as 6h').waitFor();
    await page.getByLabel('Since').fill('1h');
    await page.keyboard.press('Enter');
    await waitFor(async () => expect(await idsOf(page)).toEqual(['order-105', 'order-104', 'shipment-104']));
    await page.getByLabel('Workflow id').fill('nobody');
    await page.keyboard.press('Enter');
    await page.getByText('No execution matches the filter.').waitFor();
    await page.getByRole('link', { name: 'Show all executions' }).click();
    await row(page, 'order-105').waitFor();
  });

  it('keeps what one reads in place when executions start, and tells how many are new', async () => {
    const harness = await CliHarness.open();
    await fillDomain(harness, { open: 200 });
    const page = await newPage({ viewport: { width: 1280, height: 600 } });
    await page.goto(await serveConsole(pushed(harness)));
    await row(page, 'import-199').waitFor();
    await page.getByRole('grid').evaluate(grid => grid.scrollTo({ top: 31 * 50 }));
    const read = row(page, 'import-145');
    const place = await read.evaluate(one => one.getBoundingClientRect().top);
    harness.clock.advance(1);
    await harness.start('import-new', { name: 'Import', version: '1' });
    await page.getByRole('button', { name: '1 new' }).waitFor();
    expect(await read.evaluate(one => one.getBoundingClientRect().top)).toBe(place);
    await page.getByRole('button', { name: '1 new' }).click();
    await row(page, 'import-new').waitFor();
    await page.getByRole('button', { name: '1 new' }).waitFor({ state: 'detached' });
  });

  it('offers no actions where none are allowed', async () => {
    const harness = await CliHarness.open();
    await harness.registerWorkflowType(album);
    await harness.start('album-1', album);
    const page = await newPage();
    await page.goto(await serveConsole(harness.domain, { authorize: (_, { isRead }) => isRead }));
    await row(page, 'album-1').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('toolbar').count()).toBe(0);
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.getByText('rx-swf console --allow-actions').waitFor();
  });

  it('says what to check where there is no such domain', async () => {
    const { client } = await CliHarness.open();
    const page = await newPage();
    await page.goto(await serveConsole(new Domain({ name: 'nowhere', client })));
    const fault = page.getByRole('alert').filter({ hasText: 'The executions cannot be listed.' });
    await fault.getByText('Unknown domain: nowhere').waitFor();
    await fault.getByText('Check the domain and the region').waitFor();
  });

  it('says that its credentials have expired', async () => {
    const { client, domain } = await CliHarness.open();
    const fault = Object.assign(new Error('The token is expired'), { name: 'ExpiredTokenException' });
    for (const call of ['ListOpenWorkflowExecutions', 'DescribeDomain'])
      failCalls(client, call, Number.POSITIVE_INFINITY, fault);
    const page = await newPage({}, /502/);
    await page.goto(await serveConsole(domain));
    await page.getByText('Check the credentials with which the console was started.').waitFor();
  });

  it('fits a phone', async () => {
    const scene = await openScene();
    const page = await newPage({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
    await page.clock.setFixedTime(night);
    const url = await serveConsole(scene.domain);
    for (const section of ['executions', 'types', 'task-lists', 'domain']) {
      await page.goto(`${url}#/${section}`);
      await page.locator('.space > [role=row], main td, main dd').first().waitFor();
      await screenshot(page, `console-phone-${section}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    }
  });

  it('says since when it is not live, and what is wrong', async () => {
    const harness = await CliHarness.open();
    await harness.registerWorkflowType(album);
    await harness.start('album-1', album);
    const page = await newPage({}, /ERR_|Failed to load/);
    const url = await serveConsole(harness.domain);
    await page.goto(url);
    await row(page, 'album-1').waitFor();
    await page.route(`${url}v1/**`, route => route.abort());
    await page.getByLabel('Type').fill('Album');
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: /Not live since .* The connection to the console is lost/ })
      .waitFor();
    await screenshot(page, 'console-not-live');
    await page.unroute(`${url}v1/**`);
    await row(page, 'album-1').waitFor();
    await page.getByText('Not live').waitFor({ state: 'detached' });
  });
});
