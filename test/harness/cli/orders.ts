import {
  type ActivityImplementation,
  type AnyWorkflow,
  activity,
  activityWorker,
  type DurableExecution,
  register,
  type WorkflowContext,
  workflow,
  workflowWorker,
} from 'rx-swf/workflows';
import {
  concat,
  concatMap,
  delay,
  firstValueFrom,
  lastValueFrom,
  map,
  of,
  type Subscription,
  switchMap,
  take,
  throwError,
} from 'rxjs';
import type { CliHarness } from './CliHarness.js';
import { decided } from './decided.js';

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
  taskList: 'packing',
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

/** Durable executions on the clock that stands still. Each step ends when all decisions have been made. */
class DurableRuns {
  readonly #harness: CliHarness;
  #worker: Subscription | undefined;

  constructor(harness: CliHarness) {
    this.#harness = harness;
  }

  /** Replaces the worker by one with this code for orders. */
  deploy(code: AnyWorkflow): void {
    this.stop();
    const options = { identity: 'orders-1', sticky: false } as const;
    this.#worker = workflowWorker(this.#harness.domain, 'orders', [code, shipment], options).subscribe();
  }

  stop(): void {
    this.#worker?.unsubscribe();
  }

  async start(n: number, then: OrderInput['then']): Promise<DurableExecution<unknown>> {
    const options = { workflowId: `order-${n}`, tagList: ['shop', n % 2 === 0 ? 'express' : 'standard'] };
    const execution = await lastValueFrom(order.start(this.#harness.domain, { order: n, then }, options));
    await this.decided();
    this.#harness.clock.advance(1_000);
    return execution;
  }

  /** Performs the next task of a list. */
  async perform(taskList: string, activity: ActivityImplementation): Promise<void> {
    const options = { identity: `${taskList}-1`, concurrency: 1 };
    await firstValueFrom(activityWorker(this.#harness.domain, taskList, [activity], options));
    await this.decided();
  }

  /** Resolves once no decision task is open. */
  async decided(): Promise<void> {
    await decided(this.#harness, ['Order', 'Shipment']);
  }
}

/** Adds closed executions, one for each way to end, and one that goes on in a second run. */
export async function addClosedOrders(harness: CliHarness): Promise<void> {
  const { clock, domain } = harness;
  await lastValueFrom(register(domain, 'orders', [order, shipment, charge, pack]));
  const runs = new DurableRuns(harness);
  runs.deploy(order);
  await runs.start(1, 'deliver');
  // No decision is open while a handler runs, so that time passes for its activity only.
  const charged = charge.with(({ order }) => {
    clock.advance(42_000);
    return { receipt: `R-${order}` };
  });
  await runs.perform('billing', charged);
  const packed = pack.with(({ order }) => {
    clock.advance(600_000);
    return { parcel: `P-${order}` };
  });
  await runs.perform('packing', packed);
  await runs.start(2, 'charge');
  const declined = charge.with(() => {
    clock.advance(3_000);
    throw new Error('The card was declined');
  });
  await runs.perform('billing', declined);
  await runs.start(3, 'throw');

  const canceled = await runs.start(4, 'wait');
  clock.advance(120_000);
  await lastValueFrom(canceled.requestCancel());
  await runs.decided();
  const renewed = await runs.start(5, 'renew');
  clock.advance(120_000);
  await lastValueFrom(renewed.signal('renew'));
  await runs.decided();
  runs.stop();
}

/** Adds open executions until a time, each of which waits for something else; the last one for a better deployment. */
export async function addOpenOrders(harness: CliHarness, end: number): Promise<void> {
  const { clock, domain } = harness;
  await lastValueFrom(register(domain, 'orders', [order, shipment, charge, pack]));
  const runs = new DurableRuns(harness);
  runs.deploy(order);
  await runs.start(101, 'charge');
  clock.advance(600_000);
  await runs.start(102, 'wait');
  await runs.start(103, 'approve');
  clock.advance(1_200_000);
  await runs.start(104, 'ship');
  await harness.poll('PollForActivityTask', 'packing', 'packer-1');
  clock.advance(end - 4_000 - clock.now());
  await runs.start(105, 'charge');
  runs.deploy(changedOrder);
  await harness.call('SignalWorkflowExecution', { workflowId: 'order-105', signalName: 'remind' });
  await runs.decided();
  // Each failure starts a timer, after which the next attempt fails.
  for (const seconds of [1, 2]) {
    clock.advance(seconds * 1_000);
    await runs.decided();
  }
  runs.stop();
}
