import { type Model, retryTransient, WorkflowExecution } from 'rx-swf';
import { DurableExecution } from 'rx-swf/workflows';
import { defer, map, type Observable, repeat, takeWhile, timer } from 'rxjs';
import { printTable } from '../report.js';
import { VirtualSwf } from './VirtualSwf.js';

/** Figures of one way to watch. */
interface Outcome {
  readonly sent: number;
  readonly throttled: number;
  /** Ages or delays in milliseconds. */
  readonly ages: readonly number[];
  readonly refused: number;
  /** CPU time of the process, service included, per virtual minute, in milliseconds. */
  readonly cpu: number;
}

/** Emits each time that the remote version has been seen, with its age in milliseconds. */
type Watching = (model: Model<unknown>, swf: VirtualSwf) => Observable<number>;

/** Polls each model by itself every 30 s, and retries what is throttled. */
const naively: Watching = (model, { clock }) =>
  defer(() => model.upstream()).pipe(
    retryTransient({ scheduler: clock }),
    repeat({ delay: () => timer(30_000, clock) }),
    map(() => 0),
  );

const watching: Watching = (model, { clock }) =>
  model.looks({ scheduler: clock }).pipe(map(({ staleness }) => staleness));

/** Emits once when an execution has closed. */
type Awaiting = (execution: WorkflowExecution, swf: VirtualSwf) => Observable<unknown>;

/** Polls each execution by itself: after 100 ms at first, later every 5 s. */
const awaitNaively: Awaiting = (execution, { clock }) =>
  defer(() => execution.upstream()).pipe(
    retryTransient({ scheduler: clock }),
    repeat({ delay: n => timer(Math.min(5_000, 100 * 1.5 ** (n - 1)), clock) }),
    takeWhile(({ status }) => status === 'OPEN', true),
  );

const awaiting: Awaiting = (execution, { clock }) =>
  new DurableExecution(execution).result({ scheduler: clock });

const awaitingNotices: Awaiting = ({ workflowId, runId }, { clock, pushed }) =>
  new DurableExecution(new WorkflowExecution({ domain: pushed, workflowId, runId })).result({
    scheduler: clock,
  });

/** Compares watches with naive polling, on virtual time under Amazon's documented rates. */
export async function benchLive(quick: boolean): Promise<void> {
  const minutes = quick ? 3 : 10;
  const head = ['', 'calls', 'throttled', 'median, s', 'maximum, s', 'one-shots refused', 'CPU a minute, ms'];
  const results = [
    row('naive polling', await runResults(200, awaitNaively)),
    row('result$', await runResults(200, awaiting)),
    row('result$ with notices', await runResults(200, awaitingNotices)),
  ];
  printTable('200 results: how late they come', head, results);
  for (const [what, count] of [
    ['executions', 1_000],
    ['types', 1_000],
    ['executions', quick ? 3_000 : 10_000],
  ] as const) {
    const rows = [
      row('naive polling', await runWatches(what, count, minutes, naively)),
      row('changes$', await runWatches(what, count, minutes, watching)),
    ];
    printTable(`${count} watched ${what}: age of the oldest, sampled each second`, head, rows);
  }
}

async function runResults(count: number, awaitClose: Awaiting): Promise<Outcome> {
  const swf = new VirtualSwf();
  const executions = await swf.startExecutions(count);
  const closedAt = new Map<WorkflowExecution, number>();
  const ages: number[] = [];
  const told = (execution: WorkflowExecution) => ages.push(swf.clock.now() - (closedAt.get(execution) ?? 0));
  for (const execution of executions) {
    const done = () => told(execution);
    awaitClose(execution, swf).subscribe({ error: done, complete: done });
  }
  const cpu = await cpuOf(swf, async () => {
    for (const execution of executions) {
      await swf.run(600, 100);
      await swf.terminate(execution);
      closedAt.set(execution, swf.clock.now());
    }
    await swf.run(120_000, 100);
  });
  await swf.close();
  return { sent: swf.sent, throttled: swf.throttled, ages, refused: 0, cpu };
}

async function runWatches(
  what: 'executions' | 'types',
  count: number,
  minutes: number,
  watch: Watching,
): Promise<Outcome> {
  const swf = new VirtualSwf();
  const models: readonly Model<unknown>[] =
    what === 'types' ? await swf.registerTypes(count) : await swf.startExecutions(count);
  swf.clock.advance(3_600_000);
  const seenAt = models.map(() => swf.clock.now());
  const subscriptions = models.map((model, i) =>
    watch(model, swf).subscribe(age => {
      seenAt[i] = swf.clock.now() - age;
    }),
  );
  const ages: number[] = [];
  let refused = 0;
  const cpu = await cpuOf(swf, async () => {
    for (let second = 0; second < minutes * 60; second += 1) {
      await swf.run(1_000, 500);
      const oldest = seenAt.reduce((oldest, at) => Math.min(oldest, at), Number.POSITIVE_INFINITY);
      ages.push(swf.clock.now() - oldest);
      models[second % count]?.upstream().subscribe({
        error: () => {
          refused += 1;
        },
      });
    }
  });
  for (const subscription of subscriptions) subscription.unsubscribe();
  await swf.close();
  return { sent: swf.sent, throttled: swf.throttled, ages, refused, cpu };
}

/** Returns the CPU time of the work for each virtual minute, in milliseconds. */
async function cpuOf(swf: VirtualSwf, work: () => Promise<void>): Promise<number> {
  const [start, before] = [swf.clock.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / ((swf.clock.now() - start) / 60_000);
}

function row(name: string, { sent, throttled, ages, refused, cpu }: Outcome): string[] {
  const sorted = ages.toSorted((a, b) => a - b);
  const seconds = (value = Number.NaN) => (value / 1_000).toFixed(1);
  return [
    name,
    String(sent),
    `${((throttled / sent) * 100).toFixed(1)} %`,
    seconds(sorted[Math.floor(sorted.length / 2)]),
    seconds(sorted.at(-1)),
    String(refused),
    cpu.toFixed(0),
  ];
}
