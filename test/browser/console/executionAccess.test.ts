import { lastValueFrom } from 'rxjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../../harness/chromium/axeFindings.js';
import { inChromium } from '../../harness/chromium/inChromium.js';
import type { CliHarness } from '../../harness/cli/CliHarness.js';
import { openScene } from '../../harness/cli/openScene.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';
import { serveConsole } from './serveConsole.js';
import { parcel, photos, shopActivities } from './shop.js';

const phone = { width: 390, height: 844 };

inChromium('access to one execution', ({ newPage, screenshot }) => {
  let scene: CliHarness;
  beforeAll(async () => {
    scene = await openScene(afterAll);
  });

  it('has nothing that axe-core finds, light and dark', async () => {
    const shop = await WorkflowHarness.open([photos, parcel], shopActivities(), {
      service: { clock: 'real' },
    });
    const order = { order: 7, files: ['a.png', 'b.png'] };
    const execution = await shop.start(photos, order, { workflowId: 'photos-7' });
    await shop.history(execution, history => history.activities.completed.length === 3);
    const url = await serveConsole(scene.domain);
    const travels = await serveConsole(shop.domain, { workflows: [photos, parcel] });
    const page = await newPage({ viewport: { width: 1280, height: 800 } });
    const findings: string[] = [];
    const check = async (place: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const finding of await axeFindings(page)) findings.push(`${place}, ${colorScheme}: ${finding}`);
        await screenshot(page, `execution-${colorScheme}-${place}`);
      }
    };
    const places = [
      ['timeline', `${url}#/executions/album-101`, '.timeline-chart svg'],
      ['events', `${url}#/executions/album-3?view=events&event=7`, '.detail'],
      ['payloads', `${url}#/executions/album-3?view=payloads&event=1`, '.json-line'],
      ['failures', `${url}#/executions/album-3?view=failures`, '.failure'],
      ['pending', `${url}#/executions/album-101?view=pending`, '.view table'],
      ['steps', `${travels}#/executions/photos-7?view=steps&decision=3`, '.marble'],
    ] as const;
    for (const [place, address, shown] of places) {
      await page.goto(address);
      await page.locator(shown).first().waitFor();
      await page.locator('.why').waitFor();
      await check(place);
    }
    await page.setViewportSize(phone);
    await screenshot(page, 'execution-dark-phone');
    expect(await page.locator('html').evaluate(({ scrollWidth }) => scrollWidth)).toBeLessThanOrEqual(
      phone.width,
    );
    await page.goto(`${url}#/executions/album-101`);
    await page.getByRole('button', { name: 'Signal…' }).click();
    await page.getByRole('dialog').waitFor();
    await check('dialog');
    expect(findings).toEqual([]);
    await lastValueFrom(execution.signal('approve', 'Ada'));
  });

  // Last, because it starts `album-3` again.
  it('needs no pointer', async () => {
    const page = await newPage();
    await page.goto(`${await serveConsole(scene.domain)}#/executions/album-3`);
    const { keyboard } = page;
    await page.getByRole('application', { name: 'Timeline' }).locator('svg').waitFor();
    const spoken = page.locator('.timeline-main [role=status]');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await keyboard.press(key);
    await spoken.filter({ hasText: 'Resize resize-broken.png: failed' }).waitFor({ state: 'attached' });
    const times = page.locator('.ruler text').last();
    const before = await times.textContent();
    await keyboard.press('+');
    await expect.poll(() => times.textContent()).not.toBe(before);
    await keyboard.press('0');
    await expect.poll(() => times.textContent()).toBe(before);
    await keyboard.press('Enter');
    const detail = page.getByRole('complementary', { name: /Details of Resize/ });
    await detail.waitFor();
    await keyboard.press('Escape');
    await detail.waitFor({ state: 'detached' });

    await keyboard.press('2');
    await page.getByRole('grid', { name: 'Events' }).waitFor();
    await keyboard.press('/');
    await keyboard.type('failed');
    await page.getByText('2 of 11').waitFor();
    await keyboard.press('Escape');
    await keyboard.press('ArrowDown');
    await page.getByRole('complementary', { name: 'Details of 7 ActivityTaskFailed' }).waitFor();

    await keyboard.press('3');
    await page.getByRole('grid', { name: 'Payloads' }).waitFor();
    await keyboard.press('ArrowDown');
    const tree = page.getByRole('tree', { name: 'input' });
    await tree.getByText('a.png').waitFor();
    await tree.focus();
    for (const key of ['Home', 'ArrowLeft']) await keyboard.press(key);
    await tree.getByText('a.png').waitFor({ state: 'detached' });
    await keyboard.press('ArrowRight');
    await tree.getByText('a.png').waitFor();

    await tree.blur();
    await keyboard.press('Shift+R');
    const dialog = page.getByRole('dialog', { name: 'Rerun album-3' });
    await dialog.waitFor();
    await keyboard.type('The picture is repaired');
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('The picture is repaired');
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('run 2 of 2').waitFor();
    await page.getByText('Rerun of').waitFor();
  });
});
