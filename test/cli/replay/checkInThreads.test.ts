import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { InvalidArgumentError } from 'rx-swf';
import type { ArchivedHistory, GateReport } from 'rx-swf/archive';
import { type ManualClock, manualClock } from 'rx-swf/local';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { checkInThreads, type ThreadedGate } from '../../../src/cli/replay/checkInThreads.js';
import { linesOfSources } from '../../../src/cli/replay/linesOfSources.js';
import { install } from '../../harness/cli/install.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';
import { moduleOf } from './moduleOf.js';

const type = { name: 'Order', version: '1' };

/** A history of an execution that has just started, with an input. */
const startedWith = (workflowId: string, input: unknown, signals = 0): ArchivedHistory => {
  const eventTimestamp = '2026-11-28T03:00:00.000Z';
  const started = {
    workflowType: type,
    input: JSON.stringify(input),
    taskList: { name: 'decisions' },
    childPolicy: 'TERMINATE' as const,
  };
  return {
    workflowId,
    runId: `run-${workflowId}`,
    workflowType: type,
    status: 'OPEN',
    events: [
      {
        eventId: 1,
        eventType: 'WorkflowExecutionStarted',
        eventTimestamp,
        workflowExecutionStartedEventAttributes: started,
      },
      {
        eventId: 2,
        eventType: 'DecisionTaskScheduled',
        eventTimestamp,
        decisionTaskScheduledEventAttributes: { taskList: { name: 'decisions' } },
      },
      ...Array.from({ length: signals }, (_, n) => ({
        eventId: 3 + n,
        eventType: 'WorkflowExecutionSignaled' as const,
        eventTimestamp,
        workflowExecutionSignaledEventAttributes: { signalName: 'tick' },
      })),
    ],
  };
};

/** Writes histories, and returns the path of the file. */
function fileOf(histories: readonly ArchivedHistory[]): string {
  const file = join(temporaryFolder(), 'histories.ndjson.gz');
  writeFileSync(file, gzipSync(histories.map(history => `${JSON.stringify(history)}\n`).join('')));
  return file;
}

/** Replays a file with the body of a workflow, `order(input)`. */
async function check(
  body: string,
  file: string,
  { threads, ...options }: Partial<ThreadedGate> = {},
): Promise<GateReport> {
  const { main } = await install();
  const entry = pathToFileURL(join(main, '../../chunks/replayInThread.js'));
  const module = await moduleOf(`import { NEVER } from 'rxjs';\n${body}`);
  return lastValueFrom(
    checkInThreads(chosen => linesOfSources([file], chosen), {
      module,
      jobs: 2,
      all: true,
      onProgress: () => undefined,
      ...options,
      threads: { entry, ...threads },
    }),
  );
}

const order = (body: string) => `export const order = workflow({ name: 'Order', version: '1' }, input => {
  ${body}
  return NEVER;
});`;

describe('checkInThreads()', () => {
  const histories = [startedWith('order-1', 1), startedWith('order "2"', 2), startedWith('order-3', 3)];

  /** Advances a clock by a minute again and again, until a promise is settled. */
  async function whileMinutesPass(clock: ManualClock, settled: Promise<unknown>): Promise<void> {
    let isPending = true;
    const end = settled.finally(() => {
      isPending = false;
    });
    while (isPending) {
      await new Promise(setImmediate);
      clock.advance(60_000);
    }
    await end;
  }

  it('names the execution on which the code loops forever', async () => {
    const clock = manualClock();
    const marker = join(temporaryFolder(), 'looping');
    const body = `if (input === 2) { writeFileSync(${JSON.stringify(marker)}, ''); for (;;); }`;
    const module = `import { writeFileSync } from 'node:fs';\n${order(body)}`;
    const report = check(module, fileOf(histories), { jobs: 1, threads: { scheduler: clock } });
    const rejected = expect(report).rejects.toThrow(
      /^The history of order "2" \(line 2 of histories\.ndjson\.gz\) has not been replayed in 60 s: the code may loop/,
    );
    await expect.poll(() => existsSync(marker), { timeout: 20_000 }).toBe(true);
    await whileMinutesPass(clock, rejected);
  });

  it.each([
    ['exits', 'if (input === 3) process.exit(7)', /^The history of order-3 .* can't be replayed: .*code 7/],
    [
      'runs out of memory',
      'if (input === 3) for (const all = []; ; ) all.push(new Array(1_000_000).fill(input))',
      /^The history of order-3 .* can't be replayed: .*memory/,
    ],
  ])('names the execution on which a thread %s', async (_, body, message) => {
    const threads = { megabytes: 40 };
    await expect(check(order(body), fileOf(histories), { jobs: 1, threads })).rejects.toThrow(message);
  });

  it.each([
    ['throws', 'throw new Error("no database");', /^Cannot load .*workflows\.mjs: no database/],
    ['exits', 'process.exit(3);', /^The module .*workflows\.mjs can't be loaded: .*code 3/],
    [
      'has no workflow',
      "export const a = activity({ name: 'A', version: '1' });",
      /exports no workflow with code/,
    ],
  ])('refuses a module that %s', async (_, body, message) => {
    await expect(check(body, fileOf(histories))).rejects.toThrow(message);
  });

  it('says that a module has not been loaded in a minute', async () => {
    const clock = manualClock();
    const report = check('for (;;) {}', fileOf(histories), { threads: { scheduler: clock } });
    await whileMinutesPass(
      clock,
      expect(report).rejects.toThrow(/^The module .* has not been loaded in 60 s/),
    );
  });

  it('refuses a file that is damaged, and a line that is', async () => {
    const file = join(temporaryFolder(), 'a.ndjson.gz');
    writeFileSync(file, 'no gzip');
    await expect(check(order(''), file)).rejects.toThrow(InvalidArgumentError);
    await expect(check(order(''), file)).rejects.toThrow(
      /^Cannot read .*a\.ndjson\.gz: incorrect header check/,
    );
    writeFileSync(file, gzipSync('{"workflowId":\n'));
    await expect(check(order(''), file)).rejects.toThrow(/^Line 1 of .*a\.ndjson\.gz is damaged/);
  });

  it('replays the longest history of each path, and reports the same in any number of threads', async () => {
    const lengths = [1, 4, 2, 4, 3];
    const many = [
      ...histories,
      ...lengths.flatMap((signals, n) => [startedWith(`a-${n}`, n, signals), startedWith(`b-${n}`, -1, 1)]),
    ];
    const replayed: number[] = [];
    const reports = [];
    for (const jobs of [1, 3]) {
      const onProgress = (progress: { replayed: number }) => replayed.push(progress.replayed);
      reports.push(await check(order(''), fileOf(many), { all: false, jobs, onProgress }));
    }
    const [report, other] = reports;
    expect(other).toEqual(report);
    expect(report?.paths.map(path => [path.histories, path.replayed, path.example.workflowId])).toEqual([
      [6, 1, 'a-0'],
      [4, 1, 'a-1'],
      [3, 1, 'order-1'],
    ]);
    expect(Math.max(...replayed)).toBe(3);
  });
});
