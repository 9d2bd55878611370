import {
  type AnyWorkflow,
  activity,
  activityWorker,
  type DurableExecution,
  type WorkflowContext,
  workflow,
  workflowWorker,
} from 'rx-swf/workflows';
import {
  concat,
  concatMap,
  delay,
  filter,
  firstValueFrom,
  lastValueFrom,
  map,
  of,
  switchMap,
  take,
  throwError,
} from 'rxjs';
import { RunningWorker } from '../RunningWorker.js';
import type { CliHarness } from './CliHarness.js';

/** Input of an order: what it does is what a test wants it to wait for or to end with. */
export interface OrderInput {
  readonly order: number;
  readonly then: 'charge' | 'deliver' | 'wait' | 'approve' | 'ship' | 'throw' | 'renew';
}

const charge = activity<{ order: number }, { receipt: string }>({
  name: 'Charge',
  version: '1',
  taskList: 'billing',
  startToCloseTimeout: 300,
});

const pack = activity<{ order: number }, { parcel: string }>({
  name: 'Pack',
  version: '1',
  taskList: 'billing',
  startToCloseTimeout: 3600,
});

const shipment = workflow(
  { name: 'Shipment', version: '1', taskList: 'orders' },
  (input: { order: number }, { run }) => run(pack, input),
);

function steps(
  { order, then }: OrderInput,
  { run, child, signal, scheduler, continueAsNew }: WorkflowContext,
) {
  const shipped = child(shipment, { order }, { workflowId: `shipment-${order}` });
  switch (then) {
    case 'charge':
      return run(charge, { order });
    case 'deliver':
      return run(charge, { order }).pipe(concatMap(() => shipped));
    case 'wait':
      return of({ order }).pipe(delay(5 * 3_600_000, scheduler));
    case 'approve':
      return signal<string>('approve').pipe(
        take(1),
        map(by => ({ by })),
      );
    case 'ship':
      return shipped;
    case 'throw':
      return throwError(() => new RangeError(`Order ${order} has no lines`));
    case 'renew':
      return signal('renew').pipe(
        take(1),
        switchMap(() => continueAsNew({ order, then: 'approve' })),
      );
  }
}

const orderType = { name: 'Order', version: '1', taskList: 'orders' };

const order = workflow(orderType, steps);
/** The same type after a faulty deployment: it begins with another activity. */
const changedOrder = workflow(orderType, (input: OrderInput, { run }) =>
  concat(run(pack, { order: input.order }), run(charge, { order: input.order })),
);

/** Runs durable executions one after the other, on the clock that stands still. */
class DurableRuns {
  readonly #harness: CliHarness;
  #worker: RunningWorker | undefined;

  constructor(harness: CliHarness) {
    this.#harness = harness;
  }

  /** Replaces the worker by one with this code for orders. */
  async deploy(code: AnyWorkflow): Promise<void> {
    this.stop();
    const client = this.#harness.swf.client();
    const worker = workflowWorker(this.#harness.domain, 'orders', [code, shipment], { register: true });
    this.#worker = await RunningWorker.start(worker, client, 1);
  }

  stop(): void {
    this.#worker?.stop();
  }

  /** Resolves once something has led to this number of decisions, failed ones included. */
  async decided(act: () => unknown, decisions = 1): Promise<void> {
    if (this.#worker === undefined) throw new Error('Nothing is deployed');
    // What was decided before is emitted synchronously.
    let former = 0;
    this.#worker.outcomes$.subscribe(() => (former += 1)).unsubscribe();
    const last = this.#worker.outcome(former + decisions);
    await act();
    await last;
  }

  async start(n: number, then: OrderInput['then'], decisions = 1): Promise<DurableExecution<unknown>> {
    const options = { workflowId: `order-${n}`, tagList: ['shop', n % 2 === 0 ? 'express' : 'standard'] };
    const started = order.start(this.#harness.domain, { order: n, then }, options);
    const execution = firstValueFrom(started);
    await this.decided(() => execution, decisions);
    this.#harness.clock.advance(1_000);
    return execution;
  }
}

/** Adds closed executions, one for each way to end, and one that goes on in a second run. */
export async function addClosedOrders(harness: CliHarness): Promise<void> {
  const { clock, domain } = harness;
  const runs = new DurableRuns(harness);
  await runs.deploy(order);
  const handlers = [
    charge.with(({ order }) => {
      clock.advance(42_000);
      if (order === 2) throw new Error('The card was declined');
      return { receipt: `R-${order}` };
    }),
    pack.with(({ order }) => {
      clock.advance(600_000);
      return { parcel: `P-${order}` };
    }),
  ];
  const activities = activityWorker(domain, 'billing', handlers, { register: true });
  const polls = firstValueFrom(activities.events$.pipe(filter(({ type }) => type === 'poll')));
  const working = activities.subscribe();
  await polls;
  // Five decisions: the charge, the start of the child, the two of the child, and the end.
  await runs.start(1, 'deliver', 5);
  await runs.start(2, 'charge', 2);
  working.unsubscribe();

  await runs.start(3, 'throw');
  const canceled = await runs.start(4, 'wait');
  clock.advance(120_000);
  await runs.decided(() => lastValueFrom(canceled.requestCancel()));
  const renewed = await runs.start(5, 'renew');
  clock.advance(120_000);
  await runs.decided(() => lastValueFrom(renewed.signal('renew')), 2);
  runs.stop();
}

/** Adds open executions until a time, each of which waits for something else; the last one for a better deployment. */
export async function addOpenOrders(harness: CliHarness, end: number): Promise<void> {
  const { clock } = harness;
  const runs = new DurableRuns(harness);
  await runs.deploy(order);
  await runs.start(101, 'charge');
  clock.advance(600_000);
  await runs.start(102, 'wait');
  await runs.start(103, 'approve');
  clock.advance(1_200_000);
  // The child is told to begin, begins, and the parent is told.
  await runs.start(104, 'ship', 3);
  await harness.call('PollForActivityTask', { taskList: { name: 'billing' }, identity: 'packer-1' });
  clock.advance(end - 4_000 - clock.now());
  await runs.start(105, 'charge');
  await runs.deploy(changedOrder);
  const signal = { workflowId: 'order-105', signalName: 'remind' };
  await runs.decided(() => harness.call('SignalWorkflowExecution', signal));
  // Each failure starts a timer, after which the next attempt fails.
  for (const seconds of [1, 2]) await runs.decided(() => clock.advance(seconds * 1_000));
  runs.stop();
}
