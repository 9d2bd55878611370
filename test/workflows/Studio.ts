import { Domain } from 'rx-swf';
import { LocalSwf, type LocalSwfOptions } from 'rx-swf/local';
import {
  type ActivityImplementation,
  type ActivityWorkerOptions,
  type AnyWorkflow,
  activityWorker,
  type DurableExecution,
  type WorkflowDefinition,
  type WorkflowWorkerOptions,
  workflowWorker,
} from 'rx-swf/workflows';
import {
  filter,
  firstValueFrom,
  lastValueFrom,
  mergeMap,
  ReplaySubject,
  race,
  type Subscription,
  throwError,
} from 'rxjs';
import { onTestFinished } from 'vitest';

/** What is asked for in a studio. */
export interface StudioOptions {
  readonly service?: LocalSwfOptions;
  readonly worker?: WorkflowWorkerOptions;
  readonly activityWorker?: ActivityWorkerOptions;
}

/**
 * An embedded SWF whose time is skipped, with workers for some workflows and activities, until the end of the test.
 * A decision that fails is told, and fails whoever waits for a result.
 */
export class Studio {
  readonly swf: LocalSwf;
  readonly domain: Domain;
  /** What the workflow workers could not decide; whoever comes late is told too. */
  readonly failures$ = new ReplaySubject<unknown>();
  readonly #options: StudioOptions;

  private constructor(options: StudioOptions) {
    this.#options = options;
    this.swf = new LocalSwf({ clock: 'skip', ...options.service });
    this.domain = new Domain({ name: 'studio', client: this.swf.client() });
  }

  /** A studio whose types are registered and whose workers poll. */
  static async open(
    workflows: readonly AnyWorkflow[],
    activities: readonly ActivityImplementation[] = [],
    options: StudioOptions = {},
  ): Promise<Studio> {
    const studio = new Studio(options);
    onTestFinished(() => studio.swf.close());
    await lastValueFrom(studio.domain.save());
    if (activities.length > 0) await studio.act(activities);
    await studio.decide(workflows);
    return studio;
  }

  /** A worker that decides, once it polls. */
  async decide(
    workflows: readonly AnyWorkflow[],
    options: WorkflowWorkerOptions = {},
  ): Promise<Subscription> {
    const worker = workflowWorker(this.domain, 'decisions', workflows, {
      register: true,
      ...this.#options.worker,
      ...options,
    });
    const polls = firstValueFrom(worker.events$.pipe(filter(({ type }) => type === 'poll')));
    const subscription = worker.subscribe(decided => {
      if (decided.status === 'failed') this.failures$.next(decided.error);
    });
    onTestFinished(() => subscription.unsubscribe());
    await polls;
    return subscription;
  }

  /** A worker that does activities, once it polls. */
  async act(activities: readonly ActivityImplementation[]): Promise<Subscription> {
    const worker = activityWorker(this.domain, 'activities', activities, {
      register: true,
      concurrency: 10,
      ...this.#options.activityWorker,
    });
    const polls = firstValueFrom(worker.events$.pipe(filter(({ type }) => type === 'poll')));
    const subscription = worker.subscribe();
    onTestFinished(() => subscription.unsubscribe());
    await polls;
    return subscription;
  }

  /** Starts an execution. */
  start<I, O>(workflow: WorkflowDefinition<I, O>, input: I): Promise<DurableExecution<O>> {
    return lastValueFrom(workflow.start(this.domain, input));
  }

  /** The result of a new execution. */
  async run<I, O>(workflow: WorkflowDefinition<I, O>, input: I): Promise<O> {
    const execution = await this.start(workflow, input);
    return this.result(execution);
  }

  /** The result of an execution, or the error of a decision. */
  result<O>(execution: DurableExecution<O>): Promise<O> {
    const failed$ = this.failures$.pipe(mergeMap(error => throwError(() => error)));
    return lastValueFrom(race(execution.result({ interval: 20 }), failed$));
  }
}
