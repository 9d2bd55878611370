import type { WorkflowExecution } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { printTable } from '../report.js';
import type { ConsoleBench } from './ConsoleBench.js';

/** Scrolls and zooms that are measured. */
const moves = 40;
/** Events that are added to an open page. */
const updates = 10;

/** Prints what the page of one execution costs the browser's main thread, by the number of events. */
export async function benchExecution(bench: ConsoleBench, isQuick: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const count of isQuick ? [1_000, 24_000] : [100, 1_000, 10_000, 24_000]) {
    const execution = await bench.addHistory(count);
    rows.push([count.toLocaleString('en-US'), ...(await figures(bench, execution, count))]);
  }
  printTable(
    `The page of one execution in Chromium, CPU time of its main thread (a scroll or a zoom is one frame)`,
    ['events', 'first paint, ms', 'scroll, ms', 'zoom, ms', 'each new event, ms', 'elements', 'heap, MB'],
    rows,
  );
}

async function figures(bench: ConsoleBench, execution: WorkflowExecution, count: number): Promise<string[]> {
  const page = await bench.open(`#/executions/${execution.workflowId}`);
  const shown = (total: number) =>
    page.page.getByText(total.toLocaleString('en-US'), { exact: true }).first().waitFor();
  const first = await page.busy(async () => {
    await page.page.locator('.timeline-chart path').first().waitFor();
    await shown(count);
  });
  const zoom = await page.busy(() =>
    repeat(moves, async i => {
      await page.page.keyboard.press(i % 20 < 10 ? '+' : '-');
      await page.page.evaluate(frame);
    }),
  );
  const update = await page.busy(async () => {
    await repeat(updates, () => lastValueFrom(execution.signal('row', 'new')));
    await shown(count + updates);
  });
  await page.page.keyboard.press('2');
  const grid = page.page.getByRole('grid', { name: 'Events' });
  await grid.waitFor();
  const scroll = await page.busy(() =>
    repeat(moves, async i => {
      await grid.evaluate((element, top) => element.scrollTo({ top }), (i + 1) * 600);
      await page.page.evaluate(frame);
    }),
  );
  const { elements, heap } = await page.size();
  await page.close();
  return [
    first.toFixed(0),
    (scroll / moves).toFixed(1),
    (zoom / moves).toFixed(1),
    (update / updates).toFixed(1),
    elements.toFixed(0),
    (heap / 2 ** 20).toFixed(0),
  ];
}

/** An expression that is done after the next frame. */
const frame = 'new Promise(done => requestAnimationFrame(done))';

async function repeat(times: number, work: (i: number) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < times; i += 1) await work(i);
}
