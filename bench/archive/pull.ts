import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Domain } from 'rx-swf';
import { HistoryArchive } from 'rx-swf/archive';
import { type InProcessHandler, LocalSwf, manualClock } from 'rx-swf/local';
import { count, lastValueFrom, type Observable, tap } from 'rxjs';
import { WaitingScheduler } from '../../test/harness/WaitingScheduler.js';
import { collectGarbage } from '../measure.js';
import { megabytes, printTable } from '../report.js';
import { call } from '../service/direct.js';

/**
 * Measures a pull of closed executions under Amazon's rates, and the reading of the archive: how long the pull takes on
 * virtual time, what both cost, and the heap that they need.
 */
export async function benchPull(executions: number): Promise<void> {
  const clock = manualClock();
  const swf = new LocalSwf({ clock, throttle: true });
  // The SDK would wait in real time between its attempts.
  const client = swf.client({ maxAttempts: 1 });
  const handler = client.config.requestHandler as unknown as InProcessHandler;
  await register(handler);
  for (let n = 0; n < executions; n += 1) {
    await call(handler, 'StartWorkflowExecution', {
      domain: 'media',
      workflowId: `album-${n}`,
      workflowType,
    });
    if (n % 100 === 99) clock.advance(1_000);
  }
  clock.advance(60_000);

  const archive = new HistoryArchive(await mkdtemp(join(tmpdir(), 'rx-swf-bench-')));
  const begin = clock.now();
  const scheduler = new WaitingScheduler(clock);
  let throttled = 0;
  const onRetry = () => {
    throttled += 1;
  };
  const options = { since: new Date(begin - 2 * 86_400_000), scheduler, onRetry };
  const pull$ = archive.pull(new Domain({ name: 'media', client }), options);
  const pulled = await measured(
    pull$,
    ({ written }) => written,
    async isPending => {
      while (isPending()) {
        // Time passes while a call waits for its turn, and not while files are written.
        if (scheduler.isWaiting) clock.advance(10);
        await setImmediate();
      }
    },
  );
  const seconds = (clock.now() - begin) / 1_000;
  let read = 0;
  const histories$ = archive.histories();
  const reading = await measured(histories$, () => (read += 1));
  const total = await lastValueFrom(histories$.pipe(count()));
  await rm(archive.folder, { recursive: true });
  await swf.close();
  const each = (cpu: number) => (cpu / total).toFixed(0);
  printTable(
    `Pull and reading of ${total} histories`,
    ['', 'minutes of virtual time', 'per second', 'throttled', 'CPU each, µs', 'heap'],
    [
      [
        'pull',
        (seconds / 60).toFixed(1),
        (total / seconds).toFixed(1),
        `${throttled}`,
        each(pulled.cpu),
        megabytes(pulled.heap),
      ],
      ['reading', '', '', '', each(reading.cpu), megabytes(reading.heap)],
    ],
  );
}

const workflowType = { name: 'Album', version: '1' };

async function register(handler: InProcessHandler): Promise<void> {
  await call(handler, 'RegisterDomain', { name: 'media', workflowExecutionRetentionPeriodInDays: '30' });
  await call(handler, 'RegisterWorkflowType', {
    domain: 'media',
    ...workflowType,
    defaultTaskList: { name: 'decisions' },
    defaultChildPolicy: 'TERMINATE',
    defaultExecutionStartToCloseTimeout: '60',
    defaultTaskStartToCloseTimeout: '30',
  });
}

/**
 * Runs work to its end, and returns its CPU time, without that of garbage collections between, and the most live heap
 * above that before.
 */
async function measured<T>(
  work$: Observable<T>,
  countOf: (value: T) => number,
  meanwhile: (isPending: () => boolean) => Promise<void> = async () => undefined,
): Promise<{ readonly cpu: number; readonly heap: number }> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  let [heap, next, paused, isPending] = [0, 0, 0, true];
  const start = cpu();
  const ended = lastValueFrom(
    work$.pipe(
      tap(value => {
        const done = countOf(value);
        if (done < next) return;
        const pause = cpu();
        next = done + 5_000;
        collectGarbage();
        heap = Math.max(heap, process.memoryUsage().heapUsed - before);
        paused += cpu() - pause;
      }),
    ),
  ).finally(() => {
    isPending = false;
  });
  await Promise.all([ended, meanwhile(() => isPending)]);
  return { cpu: cpu() - start - paused, heap };
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
