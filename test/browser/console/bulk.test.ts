import { expect, it } from 'vitest';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { CliHarness, night } from '../../harness/cli/CliHarness.js';
import { fillDomain } from '../../harness/cli/fillDomain.js';
import { openScene } from '../../harness/cli/openScene.js';
import { failCalls } from '../../harness/failCalls.js';
import { isFocused, pushed, row, rows, tabTo, waitFor } from './executionList.js';
import { serveConsole } from './serveConsole.js';

inChromium('actions on many executions', ({ newPage, screenshot }) => {
  it('needs no mouse from opening to the termination of several executions', async () => {
    const scene = await openScene();
    const page = await newPage({ viewport: { width: 1280, height: 800 } });
    await page.clock.setFixedTime(night);
    await page.goto(await serveConsole(pushed(scene)));
    await row(page, 'album-107').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('album-10');
    await page.keyboard.press('Enter');
    for (const key of ['Home', 'x', 'Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key);
    await page.getByText('3 selected').waitFor();
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog');
    for (const key of ['Space', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    await tabTo(page, dialog.getByLabel('Reason'));
    await page.keyboard.type('not needed');
    await screenshot(page, 'console-bulk');
    await page.keyboard.press('Enter');
    await tabTo(page, dialog.getByRole('button', { name: 'Terminate 3 executions' }));
    await page.keyboard.press('Enter');
    await dialog.getByRole('heading', { name: 'Terminated 3 executions.' }).waitFor();
    await page.keyboard.press('Escape');
    await waitFor(async () =>
      expect((await rows(page).allTextContents()).slice(0, 4).map(text => text.slice(0, 12))).toEqual([
        '■ terminated',
        '■ terminated',
        '■ terminated',
        '● openalbum-',
      ]),
    );
    expect(await isFocused(page.getByRole('grid'))).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'album-105' }).waitFor();
    expect(await isFocused(page.getByRole('heading', { level: 1 }))).toBe(true);
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.getByRole('heading', { level: 1, name: 'Types' }).waitFor();
    expect(await page.title()).toBe('Types · rx-swf');
  });

  it('acts on all executions of a filter, after a dry run, and reports what failed', async () => {
    const harness = await CliHarness.open();
    await fillDomain(harness, { open: 40 });
    const page = await newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${await serveConsole(pushed(harness))}#/executions?type=Import`);
    await row(page, 'import-39').waitFor();
    await page.getByRole('button', { name: 'Act on all of the filter' }).click();
    const dialog = page.getByRole('dialog');
    const check = dialog.getByRole('button', { name: 'Check' });
    await dialog.getByLabel('Request cancellation').check();
    expect(await check.isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill('the source is gone');
    await check.click();
    await dialog.getByText('40 executions (open)').waitFor();
    await dialog.getByText('… and 30 more.').waitFor();
    const fault = Object.assign(new Error('Not today'), { name: 'LimitExceededFault' });
    failCalls(harness.client, 'RequestCancelWorkflowExecution', 1, fault);
    await dialog.getByRole('button', { name: 'Request cancellation of 40 executions' }).click();
    await dialog.getByRole('heading', { name: '39 executions, 1 failed.' }).waitFor();
    expect(await dialog.getByRole('row').count()).toBe(1);
    await screenshot(page, 'console-bulk-report');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('open, canceling').first().waitFor();
  });
});
