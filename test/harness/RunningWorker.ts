import type { SWFClient } from '@aws-sdk/client-swf';
import type { ActorEvent, DecisionOutcome, DecisionTask } from 'rx-swf';
import type { WorkflowWorker } from 'rx-swf/workflows';
import { filter, firstValueFrom, lastValueFrom, ReplaySubject, take } from 'rxjs';

/** A workflow worker that polls, and everything that it has emitted. */
export class RunningWorker {
  readonly client: SWFClient;
  readonly outcomes$ = new ReplaySubject<DecisionOutcome>();
  readonly events$ = new ReplaySubject<ActorEvent<DecisionTask>>();
  /** Stops the worker. */
  readonly stop: () => void;

  private constructor(worker: WorkflowWorker, client: SWFClient) {
    this.client = client;
    const subscription = worker.events$.subscribe(this.events$);
    subscription.add(worker.subscribe(this.outcomes$));
    this.stop = () => subscription.unsubscribe();
  }

  /** Starts a worker. Resolves once it polls so many task lists. */
  static async start(worker: WorkflowWorker, client: SWFClient, polls: number): Promise<RunningWorker> {
    const running = new RunningWorker(worker, client);
    const polls$ = running.events$.pipe(filter(({ type }) => type === 'poll'));
    await lastValueFrom(polls$.pipe(take(polls)));
    return running;
  }

  /** Resolves to the outcome of the n-th decision task, from 1. */
  outcome(n: number): Promise<DecisionOutcome> {
    return firstValueFrom(this.outcomes$.pipe(filter((_, i) => i === n - 1)));
  }
}
