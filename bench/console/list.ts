import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { Domain } from 'rx-swf';
import { webConsole } from 'rx-swf/console';
import { noticeFrom } from 'rx-swf/eventbridge';
import { toNodeListener } from 'rx-swf/gateway';
import { LocalSwf } from 'rx-swf/local';
import { forkJoin, lastValueFrom, map } from 'rxjs';
import { clientOf } from '../gateway/clientOf.js';
import { registerMedia } from '../media.js';
import { megabytes, printTable } from '../report.js';
import { PageMeter } from './PageMeter.js';

/** Frames in which the list is scrolled by some pixels, and executions that are started while it is shown. */
const [frames, pixels, changes] = [120, 150, 20];

/** Prints what the list of the console costs in Chromium, and in calls to SWF. */
export async function benchList(browser: Browser, isQuick: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const count of isQuick ? [100, 1_000] : [100, 1_000, 10_000]) rows.push(await row(browser, count));
  printTable(
    'The list of the console in Chromium: milliseconds of its main thread',
    [
      'executions',
      'first rows',
      'of it script',
      'of it layout',
      'a frame of scrolling',
      'a change',
      'nodes',
      'heap',
      'SWF calls to open',
      'in 10 s',
    ],
    rows,
  );
}

async function row(browser: Browser, count: number): Promise<string[]> {
  const swf = new LocalSwf();
  const { album } = await registerMedia(swf.client());
  const start = () => lastValueFrom(album.startExecution({ tagList: ['many'] }));
  for (let n = 0; n < count; n += 100) await lastValueFrom(forkJoin(Array.from({ length: 100 }, start)));
  const counted = clientOf(swf);
  const notices = swf.notices$.pipe(map(noticeFrom));
  const domain = new Domain({ name: album.domain.name, client: counted.client, notices });
  const server = createServer(toNodeListener(webConsole({ domain, authorize: () => true })));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const meter = await PageMeter.of(page);

  await meter.begin();
  const limit = count > 1_000 ? '?limit=10000' : '';
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/#/executions${limit}`);
  await page.locator('.space > [role=row]').first().waitFor();
  await page.locator('.chip b').first().waitFor();
  const first = await meter.end();
  const opened = counted.calls;

  await meter.begin();
  await scroll(page);
  const scrolled = await meter.end();
  await page.keyboard.press('Home');

  await meter.begin();
  for (let n = 0; n < changes; n += 1) {
    const { workflowId } = await start();
    await page.getByRole('link', { name: workflowId, exact: true }).waitFor();
  }
  const changed = await meter.end();
  const { nodes, heap } = await meter.size();
  const before = counted.calls;
  await new Promise(resolve => setTimeout(resolve, 10_000));
  const idle = counted.calls - before;

  await page.close();
  server.close();
  server.closeAllConnections();
  await swf.close();
  return [
    count.toLocaleString('en'),
    first.cpu.toFixed(0),
    first.script.toFixed(0),
    first.layout.toFixed(0),
    (scrolled.cpu / frames).toFixed(2),
    (changed.cpu / changes).toFixed(1),
    nodes.toLocaleString('en'),
    megabytes(heap),
    `${opened}`,
    `${idle}`,
  ];
}

/** Scrolls a step a frame, as a wheel does. */
const scroll = (page: Page): Promise<unknown> =>
  page.evaluate(`new Promise(resolve => {
    const list = document.querySelector('[role=grid]');
    let left = ${frames};
    const next = () => {
      list.scrollTop += ${pixels};
      left -= 1;
      if (left === 0) resolve();
      else requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  })`);
