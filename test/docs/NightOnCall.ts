import {
  type ActivityImplementation,
  activity,
  activityWorker,
  register,
  type WorkflowContext,
  workflow,
  workflowWorker,
} from 'rx-swf/workflows';
import { concatMap, firstValueFrom, lastValueFrom, of, Subject, take } from 'rxjs';
import { onTestFinished } from 'vitest';
import { CliHarness } from '../harness/cli/CliHarness.js';
import { decided } from '../harness/cli/decided.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

interface OrderInput {
  readonly cart: readonly string[];
  readonly total: number;
}

const minute = 60_000;

const charge = activity<{ total: number }, { receipt: string }>({
  name: 'Charge',
  version: '1',
  taskList: 'billing',
  scheduleToStartTimeout: 900,
  startToCloseTimeout: 60,
});

const pack = activity<{ cart: readonly string[] }, { parcels: number }>({
  name: 'Pack',
  version: '1',
  taskList: 'packing',
  startToCloseTimeout: 3_600,
});

/** Expensive orders are charged once someone has approved them. */
const order = workflow(
  { name: 'Order', version: '1', taskList: 'orders' },
  ({ cart, total }: OrderInput, { run, signal }: WorkflowContext) => {
    const approved$ = total < 500 ? of('') : signal<string>('approve').pipe(take(1));
    return approved$.pipe(
      concatMap(() => run(charge, { total })),
      concatMap(() => run(pack, { cart })),
    );
  },
);

/** What happens in the night, by its time. The worker of `billing` is down from 02:05 to 03:10. */
const orders: Readonly<Record<string, readonly [workflowId: string, total: number, tag: string]>> = {
  '21:40': ['order-101', 35, 'standard'],
  '23:15': ['order-102', 80, 'express'],
  '01:10': ['order-103', 1_250, 'standard'],
  '01:48': ['order-104', 20, 'standard'],
  '02:10': ['order-105', 45, 'standard'],
  '02:14': ['order-106', 120, 'express'],
  '02:31': ['order-107', 15, 'standard'],
  '02:58': ['order-108', 60, 'standard'],
  '03:01': ['order-109', 75, 'express'],
};

/** The domain of `docs/operating.md` in the night of its story, minute by minute, and the shell of the one on call. */
export class NightOnCall {
  readonly #harness: CliHarness;
  readonly #options = { env: { HOME: temporaryFolder() } };

  private constructor(harness: CliHarness) {
    this.#harness = harness;
    const options = { identity: 'orders-1', sticky: false } as const;
    const worker = workflowWorker(harness.domain, 'orders', [order], options).subscribe();
    // Before the service closes.
    onTestFinished(() => worker.unsubscribe());
  }

  /** Begins at 21:00. */
  static async open(): Promise<NightOnCall> {
    const harness = await CliHarness.open(6);
    await lastValueFrom(register(harness.domain, 'orders', [order, charge, pack]));
    return new NightOnCall(harness);
  }

  /** Lets time pass until a time after midnight, such as `03:05`, or until the work of that minute is done. */
  async playUntil(time: string): Promise<void> {
    const { clock } = this.#harness;
    const end = Date.parse(`2026-11-28T${time}:00Z`);
    while (clock.now() < end) {
      await this.#play(timeOf(clock.now()));
      // Work takes time: it may be later than the next full minute.
      clock.advance(minute - (clock.now() % minute));
      await this.#decided();
    }
  }

  /** Runs a line of shell at the time of the night. Resolves to what a terminal would show. */
  async run(line: string): Promise<string> {
    const { output } = await this.#harness.shell(`cd; exec 2>&1; ${line}`, this.#options);
    return output;
  }

  /** Runs a command that doesn't end by itself, and interrupts it once it has printed a number of lines. */
  async interrupt(line: string, lines: number): Promise<string> {
    const program = await this.#harness.program(line.split(' ').slice(1), this.#options);
    for (let printed = 0; printed < lines; printed += 1) await program.line();
    await program.kill('SIGINT');
    return `${program.printed.output}^C\n`;
  }

  async #play(time: string): Promise<void> {
    const started = orders[time];
    if (started !== undefined) {
      const [workflowId, total, tag] = started;
      const input = { cart: ['album', 'frame'], total };
      await lastValueFrom(order.start(this.#harness.domain, input, { workflowId, tagList: [tag] }));
      await this.#decided();
    }
    const isDown = time >= '02:05' && time < '03:10';
    if (!isDown)
      await this.#performAll('billing', 3, wait =>
        charge.with(async ({ total }) => {
          await wait();
          return { receipt: `R-${total}` };
        }),
      );
    await this.#performAll('packing', 95, wait =>
      pack.with(async ({ cart }) => {
        await wait();
        return { parcels: cart.length };
      }),
    );
  }

  /** Performs all tasks that wait on a list at the same time, so that their order, which varies, has no effect. */
  async #performAll(
    taskList: string,
    seconds: number,
    implement: (wait: () => Promise<unknown>) => ActivityImplementation,
  ): Promise<void> {
    const { domain, clock } = this.#harness;
    const { count } = await this.#pending(taskList);
    if (count === 0) return;
    const done = new Subject<void>();
    let started = 0;
    const wait = () => {
      const isDone = firstValueFrom(done, { defaultValue: undefined });
      started += 1;
      if (started === count) {
        clock.advance(seconds * 1_000);
        done.complete();
      }
      return isDone;
    };
    const options = { identity: `${taskList}-1`, concurrency: count };
    await lastValueFrom(activityWorker(domain, taskList, [implement(wait)], options).pipe(take(count)));
    await this.#decided();
  }

  #pending(name: string): Promise<{ count: number }> {
    return this.#harness.call('CountPendingActivityTasks', { taskList: { name } });
  }

  #decided(): Promise<void> {
    return decided(this.#harness, ['Order']);
  }
}

/** Returns the hour and minute of a time. */
const timeOf = (time: number): string => new Date(time).toISOString().slice(11, 16);
