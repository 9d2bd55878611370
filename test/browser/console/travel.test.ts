import type { Locator } from 'playwright-core';
import { activity, workflow } from 'rx-swf/workflows';
import { concatMap, map } from 'rxjs';
import { expect, it } from 'vitest';
import { inChromium } from '../../harness/chromium/inChromium.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';
import { serveConsole } from './serveConsole.js';
import { parcel, photos, shopActivities } from './shop.js';

const realTime = { service: { clock: 'real' } } as const;

inChromium('a durable execution in the console', ({ newPage, screenshot }) => {
  it('is signaled, and goes on, as its marbles show', async () => {
    const shop = await WorkflowHarness.open([photos, parcel], shopActivities(), realTime);
    const order = { order: 7, files: ['a.png', 'b.png', 'c.png', 'd.png'] };
    const execution = await shop.start(photos, order, { workflowId: 'photos-7' });
    await shop.history(execution, history => history.activities.completed.length === 5);
    const page = await newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(
      `${await serveConsole(shop.domain, { workflows: [photos, parcel] })}#/executions/photos-7`,
    );
    await page.getByText('It listens to signal "approve".').waitFor();
    await page.keyboard.press('6');
    const marbles = page.getByRole('figure', { name: 'Marble diagram' });
    const row = (name: string) => marbles.getByRole('listitem').filter({ hasText: name });
    await row('signal approve').filter({ hasText: 'open' }).waitFor();
    await page.getByText('live').waitFor();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Signal photos-7' });
    await dialog.getByLabel('Signal name').fill('approve');
    await dialog.getByLabel('Input').fill('Ada');
    await dialog.getByText('This is not JSON').waitFor();
    await dialog.getByLabel('Input').fill('"Ada"');
    await dialog.getByRole('button', { name: 'Signal' }).click();
    await row('child Parcel').filter({ hasText: 'LABEL 7; completed' }).waitFor();
    await row('output').filter({ hasText: 'completed in decision' }).waitFor();
    expect(await row('signal approve').textContent()).toContain('Ada; unsubscribed');
    await screenshot(page, 'execution-marbles');
    await page.emulateMedia({ colorScheme: 'dark' });
    await screenshot(page, 'execution-marbles-dark');
    // The output stays in view while the other rows scroll.
    await page.setViewportSize({ width: 1280, height: 300 });
    const scroller = page.getByRole('region', { name: 'Marble rows' });
    await scroller.evaluate(element => element.scrollTo({ top: 0 }));
    expect(await scroller.evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)).toBe(
      true,
    );
    const bottomOf = async (locator: Locator) => {
      const box = await locator.boundingBox();
      return Math.round((box?.y ?? 0) + (box?.height ?? 0));
    };
    for (const part of ['.marble-labels .output', '.marble-foot'])
      expect(await bottomOf(page.locator(part))).toBeLessThanOrEqual(await bottomOf(scroller));
  });

  it('travels through its decisions', async () => {
    const shop = await WorkflowHarness.open([photos, parcel], shopActivities(), realTime);
    const execution = await shop.start(photos, { order: 8, files: ['a.png'] }, { workflowId: 'photos-8' });
    await shop.history(execution, history => history.activities.failed.length === 1);
    await shop.signal(execution, 'approve', 'Ada');
    await shop.result(execution);
    const page = await newPage();
    const url = await serveConsole(shop.domain, { workflows: [photos, parcel] });
    await page.goto(`${url}#/executions/photos-8?view=steps`);
    const slider = page.getByRole('slider', { name: 'Decision' });
    await slider.waitFor();
    const last = Number(await slider.getAttribute('max'));
    expect(last).toBeGreaterThan(4);
    const part = (name: string) => page.getByRole('region', { name, exact: true });
    await page.keyboard.press('Home');
    await part('Asked for').getByText('run Charge').waitFor();
    expect(await part('Came in').textContent()).toContain('WorkflowExecutionStarted');
    expect(await part('Exposes').textContent()).toContain('ready0');
    await page.keyboard.press('ArrowRight');
    await part('Came in').getByText('The bank is busy').first().waitFor();
    await part('Asked for').getByText('timer 1 s').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('End');
    await part('Emitted').getByText('LABEL 8').waitFor();
    await part('Exposes').getByText('1', { exact: true }).waitFor();
    // The slider does the same, and the place is in the address.
    await slider.fill('2');
    expect(page.url()).toContain('decision=2');
    await page.reload();
    await part('Asked for').getByText('timer 1 s').waitFor();
  });

  it('is redriven, and leads to its new run and back', async () => {
    const ship = activity<string, string>({ name: 'Ship', version: '1', taskList: 'activities' });
    const delivery = workflow({ name: 'Delivery', version: '1' }, (id: string, { run }) =>
      run(ship, `${id}-1`).pipe(
        concatMap(() => run(ship, `${id}-2`)),
        map(place => ({ place })),
      ),
    );
    let isFlooded = true;
    const shipped = ship.with(parcel => {
      if (isFlooded && parcel.endsWith('2')) throw new Error('The road is flooded');
      return parcel;
    });
    const shop = await WorkflowHarness.open([delivery], [shipped]);
    const execution = await shop.start(delivery, 'p', { workflowId: 'delivery-1' });
    await shop.failure(execution);
    isFlooded = false;
    const page = await newPage();
    await page.goto(`${await serveConsole(shop.domain)}#/executions/delivery-1?view=failures`);
    await page.getByText('The road is flooded').first().waitFor();
    const former = page.url();
    await page.getByRole('button', { name: 'Redrive…' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('The road is free');
    await page.getByRole('dialog').getByRole('button', { name: 'Redrive' }).click();
    await page.getByText('Redrive of').waitFor();
    await page.locator('h1 ~ .outcome.completed').waitFor();
    expect(page.url()).not.toBe(former);
    await page.getByText('run 2 of 2').click();
    const runs = page.locator('.runs li a');
    await runs.first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await runs.first().waitFor({ state: 'hidden' });
    await page.getByText('run 2 of 2').click();
    await runs.first().waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await runs.first().waitFor({ state: 'hidden' });
    await page.locator('dd a', { hasText: 'run ' }).click();
    await page.getByText('run 1 of 2').waitFor();
    await page.getByText('The road is flooded').first().waitFor();
  });

  it('says how to get its decisions where the console does not have its code', async () => {
    const shop = await WorkflowHarness.open([photos, parcel], shopActivities());
    await shop.start(photos, { order: 9, files: [] }, { workflowId: 'photos-9' });
    const page = await newPage();
    await page.goto(`${await serveConsole(shop.domain)}#/executions/photos-9?view=steps`);
    await page.getByText('--workflows ./dist/workflows.js').waitFor();
  });
});
