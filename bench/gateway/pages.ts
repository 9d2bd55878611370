import { Domain } from 'rx-swf';
import { gateway } from 'rx-swf/gateway';
import { LocalSwf } from 'rx-swf/local';
import { remote } from 'rx-swf/remote';
import { firstValueFrom, lastValueFrom, merge, Subscription, timer } from 'rxjs';
import { registerMedia } from '../media.js';
import { printTable } from '../report.js';
import { clientOf } from './clientOf.js';

/** Milliseconds for which the pages of a round are open. */
const length = 10_000;

/** Prints what pages of a console cost: each shows the list, its counts, and one execution. */
export async function benchPages(isQuick: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const pages of isQuick ? [1, 100] : [1, 100, 1_000]) rows.push(await row(pages));
  printTable(
    `Pages with a list, its counts, and the history and timeline of one execution, for ${length / 1_000} s, in which the execution gets 2 events a second`,
    ['pages', 'calls to SWF', 'values', 'CPU time', 'per page and second'],
    rows,
  );
}

async function row(pages: number): Promise<string[]> {
  const swf = new LocalSwf();
  const { domain, album } = await registerMedia(swf.client());
  const execution = await lastValueFrom(album.startExecution({ workflowId: 'album-7' }));
  const counted = clientOf(swf);
  const handler = gateway({
    domain: new Domain({ name: domain.name, client: counted.client }),
    authorize: () => true,
  });
  let values = 0;
  const open = new Subscription();
  const before = process.cpuUsage();
  for (let n = 0; n < pages; n += 1) {
    const page = remote('http://localhost/v1', { fetch: handler });
    const { items$, counts$ } = page.executions();
    const { history$, timeline$ } = page.execution('album-7');
    open.add(
      merge<unknown[]>(items$, counts$, history$, timeline$).subscribe(() => {
        values += 1;
      }),
    );
  }
  for (let passed = 0; passed < length; passed += 500) {
    await lastValueFrom(execution.signal('tick'));
    await firstValueFrom(timer(500));
  }
  const { user, system } = process.cpuUsage(before);
  open.unsubscribe();
  await swf.close();
  const cpu = (user + system) / 1_000;
  return [
    `${pages}`,
    `${counted.calls}`,
    `${values}`,
    `${cpu.toFixed(0)} ms`,
    `${((1_000 * cpu) / pages / (length / 1_000)).toFixed(0)} µs`,
  ];
}
