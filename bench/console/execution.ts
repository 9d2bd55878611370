import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import type { WorkflowExecution } from 'rx-swf';
import { webConsole } from 'rx-swf/console';
import { toNodeListener } from 'rx-swf/gateway';
import { LocalSwf } from 'rx-swf/local';
import { lastValueFrom } from 'rxjs';
import { registerMedia } from '../media.js';
import { megabytes, printTable } from '../report.js';
import { PageMeter } from './PageMeter.js';

/** Scrolls and zooms that are measured, and events that are added to the open page. */
const [moves, updates] = [40, 10];

/** Prints what the page of one execution costs in Chromium, by the number of its events. */
export async function benchExecution(browser: Browser, isQuick: boolean): Promise<void> {
  const swf = new LocalSwf();
  const { domain, album } = await registerMedia(swf.client());
  const server = createServer(toNodeListener(webConsole({ domain, authorize: () => true })));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const rows: string[][] = [];
  for (const count of isQuick ? [1_000, 24_000] : [100, 1_000, 10_000, 24_000]) {
    const execution = await lastValueFrom(album.startExecution({ workflowId: `long-${count}` }));
    // The start and its decision task are the first two events.
    for (let n = 2; n < count; n += 1) await lastValueFrom(execution.signal('row', { row: n }));
    rows.push(await row(browser, url, execution, count));
  }
  server.closeAllConnections();
  server.close();
  await swf.close();
  printTable(
    'The page of one execution in Chromium: milliseconds of its main thread',
    ['events', 'first timeline', 'a zoom', 'a frame of scrolling events', 'a new event', 'nodes', 'heap'],
    rows,
  );
}

async function row(
  browser: Browser,
  url: string,
  execution: WorkflowExecution,
  count: number,
): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const meter = await PageMeter.of(page);
  const shows = (total: number) =>
    page.getByText(total.toLocaleString('en-US'), { exact: true }).first().waitFor();

  await meter.begin();
  await page.goto(`${url}#/executions/${execution.workflowId}`);
  await page.locator('.timeline-chart path').first().waitFor();
  await shows(count);
  await page.evaluate(frame);
  const first = await meter.end();

  await meter.begin();
  for (let i = 0; i < moves; i += 1) {
    await page.keyboard.press(i % 20 < 10 ? '+' : '-');
    await page.evaluate(frame);
  }
  const zoomed = await meter.end();

  await meter.begin();
  for (let i = 0; i < updates; i += 1) await lastValueFrom(execution.signal('row', 'new'));
  await shows(count + updates);
  await page.evaluate(frame);
  const updated = await meter.end();

  await page.keyboard.press('2');
  const grid = page.getByRole('grid', { name: 'Events' });
  await grid.waitFor();
  await meter.begin();
  for (let i = 1; i <= moves; i += 1) {
    await grid.evaluate((element, top) => element.scrollTo({ top }), i * 600);
    await page.evaluate(frame);
  }
  const scrolled = await meter.end();
  const { nodes, heap } = await meter.size();
  await page.close();
  return [
    count.toLocaleString('en'),
    first.cpu.toFixed(0),
    (zoomed.cpu / moves).toFixed(1),
    (scrolled.cpu / moves).toFixed(1),
    (updated.cpu / updates).toFixed(1),
    nodes.toLocaleString('en'),
    megabytes(heap),
  ];
}

/** An expression that is done after the next frame. */
const frame = 'new Promise(done => requestAnimationFrame(done))';
