import type { SWFClient } from '@aws-sdk/client-swf';
import { type ActorEvent, type DecisionOutcome, type DecisionTask, Domain, type History } from 'rx-swf';
import { LocalSwf, type LocalSwfOptions } from 'rx-swf/local';
import {
  type AnyWorkflow,
  type DurableExecution,
  type WorkflowDefinition,
  type WorkflowWorkerOptions,
  workflowWorker,
} from 'rx-swf/workflows';
import { filter, firstValueFrom, lastValueFrom, ReplaySubject, take } from 'rxjs';
import { onTestFinished } from 'vitest';

/** A worker, with a client of its own. */
export interface Clerk {
  readonly client: SWFClient;
  /** What it has decided, from the first on. */
  readonly decided$: ReplaySubject<DecisionOutcome>;
  readonly events$: ReplaySubject<ActorEvent<DecisionTask>>;
  leave(): void;
}

/** An embedded SWF with several workers who decide, until the end of the test. */
export class Office {
  readonly swf: LocalSwf;
  readonly #domain: Domain;

  private constructor(options: LocalSwfOptions) {
    this.swf = new LocalSwf(options);
    this.#domain = new Domain({ name: 'office', client: this.swf.client() });
  }

  static async open(options: LocalSwfOptions = { clock: 'skip' }): Promise<Office> {
    const office = new Office(options);
    onTestFinished(() => office.swf.close());
    await lastValueFrom(office.#domain.save());
    return office;
  }

  /** A worker of that identity, once it polls. */
  async hire(
    identity: string,
    workflows: readonly AnyWorkflow[],
    options: WorkflowWorkerOptions = {},
    { taskLists = ['decisions'] as readonly string[], client = this.swf.client() } = {},
  ): Promise<Clerk> {
    const domain = new Domain({ name: 'office', client });
    const worker = workflowWorker(domain, taskLists, workflows, { register: true, identity, ...options });
    const [decided$, events$] = [
      new ReplaySubject<DecisionOutcome>(),
      new ReplaySubject<ActorEvent<DecisionTask>>(),
    ];
    const subscription = worker.events$.subscribe(events$);
    subscription.add(worker.subscribe(decided$));
    const leave = () => subscription.unsubscribe();
    onTestFinished(leave);
    // Each of its lists is polled, its own too.
    const polls = taskLists.length + (options.sticky === false ? 0 : 1);
    await lastValueFrom(
      events$.pipe(
        filter(({ type }) => type === 'poll'),
        take(polls),
      ),
    );
    return { client, decided$, events$, leave };
  }

  start<O>(workflow: WorkflowDefinition<undefined, O>, taskList = 'decisions'): Promise<DurableExecution<O>> {
    return lastValueFrom(workflow.start(this.#domain, undefined, { taskList }));
  }
}

/** The n-th task that a worker has dealt with. */
export const nth = ({ decided$ }: Clerk, n: number): Promise<DecisionOutcome> =>
  firstValueFrom(decided$.pipe(filter((_, i) => i === n - 1)));

/** Who took each decision task, and how those timed out that did. */
export async function turnsOf(execution: DurableExecution<unknown>): Promise<string[]> {
  const history: History = await lastValueFrom(execution.history());
  return [...history].flatMap(event => {
    if (event.name === 'DecisionTaskStarted') return [event.attributes.identity ?? ''];
    return event.name === 'DecisionTaskTimedOut' ? [event.attributes.timeoutType ?? ''] : [];
  });
}

/** Has a client's calls of an operation made another way. */
export function intercept(
  client: SWFClient,
  operation: string,
  around: <O>(call: () => Promise<O>) => Promise<O>,
): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      args =>
        commandName === `${operation}Command` ? around(() => next(args)) : next(args),
    { step: 'initialize' },
  );
}
