import { expect, it } from 'vitest';
import { axeFindings } from '../../harness/chromium/axeFindings.js';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { openScene } from '../../harness/cli/openScene.js';
import { serveConsole } from './serveConsole.js';

inChromium('the lists of the console', ({ newPage }) => {
  it.each([1280, 390])('have nothing that axe-core finds, light and dark, %i pixels wide', async width => {
    const scene = await openScene();
    const url = await serveConsole(scene.domain);
    const page = await newPage({ viewport: { width, height: 800 } });
    await page.goto(url);
    await page.locator('.space > [role=row]').first().waitFor();
    const findings: string[] = [];
    const check = async (place: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const finding of await axeFindings(page)) findings.push(`${place}, ${colorScheme}: ${finding}`);
      }
    };
    for (const key of ['j', 'x', 'Shift+ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    await page.getByRole('button', { name: 'failed' }).hover();
    await check('executions');
    await page.keyboard.press('b');
    await page.getByLabel('Terminate').check();
    await page.getByLabel('Reason').fill('not needed');
    await check('bulk action');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('button', { name: 'Terminate 2' }).waitFor();
    await check('dry run');
    await page.getByRole('button', { name: 'Terminate 2' }).click();
    await page.getByRole('heading', { name: 'Terminated 2' }).waitFor();
    await check('report');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await check('keys');
    await page.keyboard.press('Escape');
    for (const [key, title] of [
      ['t', 'Types'],
      ['l', 'Task lists'],
      ['d', 'Domain'],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.locator('main td, main dd').first().waitFor();
      await check(title);
    }
    await page.goto(`${url}#/executions?workflowId=nobody`);
    await page.getByText('No execution matches the filter.').waitFor();
    await check('no executions');
    expect(findings).toEqual([]);
  });
});
