import { expect, it } from 'vitest';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { addLongHistory } from '../../harness/cli/fillDomain.js';
import { serveConsole } from './serveConsole.js';

const count = 24_990;

inChromium('a history of 25,000 events in the console', ({ newPage, screenshot }) => {
  it('is read, drawn, scrolled and searched with few elements', async () => {
    const harness = await CliHarness.open();
    await addLongHistory(harness, count);
    const page = await newPage({ viewport: { width: 1280, height: 800 } });
    const elements = () => page.locator('*').count();
    await page.goto(`${await serveConsole(harness.domain)}#/executions/long`);
    await page.getByText('24,990').waitFor();
    const lanes = page.getByRole('list', { name: 'Lanes' });
    await lanes.getByText('signal row').waitFor();
    expect(await elements()).toBeLessThan(1_000);
    for (let i = 0; i < 8; i += 1) await page.keyboard.press('+');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').waitFor();
    expect(await elements()).toBeLessThan(1_200);
    await screenshot(page, 'execution-long');

    await page.keyboard.press('2');
    const grid = page.getByRole('grid', { name: 'Events' });
    await grid.waitFor();
    await page.keyboard.press('End');
    await grid.getByRole('gridcell', { name: '24990', exact: true }).first().waitFor();
    await grid.evaluate(element => element.scrollTo({ top: element.scrollHeight / 2 }));
    await grid.getByRole('gridcell', { name: '12495', exact: true }).first().waitFor();
    expect(await elements()).toBeLessThan(1_500);
    await page.getByRole('searchbox', { name: 'Filter events' }).fill('24001');
    await page.getByText('2 of 24,990').waitFor();
    await harness.call('SignalWorkflowExecution', { workflowId: 'long', signalName: 'row', input: '24001' });
    await page.getByText('3 of 24,991').waitFor();
  });
});
