import { type ActorEvent, type DecisionTask, WorkflowExecution } from 'rx-swf';
import {
  type AnyWorkflow,
  activity,
  type WorkflowDefinition,
  type WorkflowWorkerOptions,
} from 'rx-swf/workflows';
import { filter, lastValueFrom, mergeMap, Subject } from 'rxjs';
import type { Order } from '../../archive/gate/orders.js';
import { intercept } from '../../harness/intercept.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

/** Events of a type. */
export type EventsOf<K> = readonly (ActorEvent<DecisionTask> & { readonly type: K })[];

/** What became of a fleet of orders. */
export interface FleetReport {
  /** The result of each order, with the names of the events in its history. */
  readonly outcomes: readonly { readonly result: string; readonly names: readonly string[] }[];
  /** The number of answers that were sent, and of decisions in the histories. */
  readonly answers: number;
  readonly decisions: number;
  readonly diverged: EventsOf<'candidateDiverged'>;
  readonly agreed: EventsOf<'candidateAgreed'>;
  readonly skipped: EventsOf<'candidateSkipped'>;
  readonly failures: number;
}

const activities = [
  activity<number, string>({ name: 'Reserve', version: '1' }).with(item => `shelf ${item}`),
  activity<number, string>({ name: 'Charge', version: '1' }).with(items => {
    if (items === 5) throw new Error('refused');
    return 'charged';
  }),
  activity<number, string>({ name: 'Ship', version: '1' }).with(() => 'shipped'),
];

/** Returns an order: every fourth one needs an approval, and every tenth one is refused. */
export const orderOf = (n: number): Order => ({
  items: n % 10 === 0 ? 5 : 1 + (n % 3),
  ...(n % 4 === 1 && { isApproved: true }),
});

/** Runs orders on the embedded service to their end, each with one of the workflows in turn, and drains the worker. */
export async function runFleet(
  workflows: readonly WorkflowDefinition<Order, string>[],
  count: number,
  options: WorkflowWorkerOptions = {},
): Promise<FleetReport> {
  const harness = await WorkflowHarness.open([], activities);
  const client = harness.swf.client();
  let answers = 0;
  intercept(client, 'RespondDecisionTaskCompleted', ({ send }) => {
    answers += 1;
    return send();
  });
  const drainOn = new Subject<void>();
  const drain = { pollGrace: 0 };
  const worker = await harness.startWorker(
    workflows as readonly AnyWorkflow[],
    { concurrency: 1_000, shadow: 0, drainOn, drain, ...options },
    { client },
  );
  // An order that has nothing to do waits for its approval.
  worker.outcomes$
    .pipe(
      filter(outcome => outcome.status === 'completed' && outcome.decisions.length === 0),
      mergeMap(({ task: { domain, workflowExecution } }) =>
        new WorkflowExecution({ domain, ...workflowExecution }).signal('approve'),
      ),
    )
    .subscribe();
  let decisions = 0;
  const outcomes = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const workflow = workflows[n % workflows.length] ?? workflows[0];
      if (workflow === undefined) throw new Error('A fleet needs a workflow');
      const execution = await harness.start(workflow, orderOf(n), { workflowId: `order-${n}` });
      const result = await lastValueFrom(execution.result$);
      const history = await lastValueFrom(execution.history());
      decisions += history.filter({ name: 'DecisionTaskCompleted' }).length;
      const names = [...history]
        .map(({ name }) => name)
        .filter(name => !/^(Decision|Activity)Task/.test(name));
      return { result, names };
    }),
  );
  drainOn.next();
  await lastValueFrom(worker.outcomes$);
  const events: ActorEvent<DecisionTask>[] = [];
  worker.events$.subscribe(event => events.push(event)).unsubscribe();
  return {
    outcomes,
    answers,
    decisions,
    diverged: events.filter(event => event.type === 'candidateDiverged'),
    agreed: events.filter(event => event.type === 'candidateAgreed'),
    skipped: events.filter(event => event.type === 'candidateSkipped'),
    failures: events.filter(event => event.type === 'decisionFailed').length,
  };
}
