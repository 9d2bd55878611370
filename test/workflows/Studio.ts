import { type DecisionOutcome, Domain, type History, type StartOptions } from 'rx-swf';
import { LocalSwf, type LocalSwfOptions } from 'rx-swf/local';
import {
  type ActivityImplementation,
  type ActivityWorkerOptions,
  type AnyWorkflow,
  activityWorker,
  type DurableExecution,
  type WorkflowContext,
  type WorkflowDefinition,
  type WorkflowWorkerOptions,
  workflow,
  workflowWorker,
} from 'rx-swf/workflows';
import {
  catchError,
  concatMap,
  EMPTY,
  filter,
  firstValueFrom,
  lastValueFrom,
  mergeMap,
  type Observable,
  ReplaySubject,
  race,
  Subject,
  type Subscription,
  startWith,
  throwError,
} from 'rxjs';
import { onTestFinished } from 'vitest';

/** What is asked for in a studio. */
export interface StudioOptions {
  readonly service?: LocalSwfOptions;
  readonly worker?: WorkflowWorkerOptions;
  readonly activityWorker?: ActivityWorkerOptions;
  /** Closes it, in place of the end of the test: `afterAll` for one that the tests of a file share. */
  readonly until?: Until;
}

type Until = (close: () => Promise<void> | void) => void;

/**
 * An embedded SWF whose time is skipped, with workers for some workflows and activities, until the end of the test.
 * A decision that fails is told, and fails whoever waits for a result.
 */
export class Studio {
  readonly swf: LocalSwf;
  readonly domain: Domain;
  /** What the workflow workers could not decide; whoever comes late is told too. */
  readonly failures$ = new ReplaySubject<unknown>();
  /** What the workflow workers decide. */
  readonly decided$ = new Subject<DecisionOutcome>();
  readonly #options: StudioOptions;
  readonly #workflows = new Set<AnyWorkflow>();
  #until: Until;
  #errors = 0;

  private constructor(options: StudioOptions) {
    this.#options = options;
    this.#until = options.until ?? onTestFinished;
    this.swf = new LocalSwf({ clock: 'skip', ...options.service });
    this.domain = new Domain({ name: 'studio', client: this.swf.client() });
  }

  /** A studio whose types are registered and whose workers poll. Workflows that come later get a worker of their own. */
  static async open(
    workflows: readonly AnyWorkflow[] = [],
    activities: readonly ActivityImplementation[] = [],
    options: StudioOptions = {},
  ): Promise<Studio> {
    const studio = new Studio(options);
    studio.#until(() => studio.swf.close());
    await lastValueFrom(studio.domain.save());
    if (activities.length > 0) await studio.act(activities);
    if (workflows.length > 0) await studio.decide(workflows);
    studio.#until = onTestFinished;
    return studio;
  }

  /** A worker that decides, once it polls. */
  async decide(
    workflows: readonly AnyWorkflow[],
    options: WorkflowWorkerOptions = {},
    taskList = 'decisions',
  ): Promise<Subscription> {
    for (const workflow of workflows) this.#workflows.add(workflow);
    const worker = workflowWorker(this.domain, taskList, workflows, {
      register: true,
      ...this.#options.worker,
      ...options,
    });
    const polls = firstValueFrom(worker.events$.pipe(filter(({ type }) => type === 'poll')));
    const subscription = worker.subscribe(decided => {
      if (decided.status === 'failed') this.failures$.next(decided.error);
      this.decided$.next(decided);
    });
    this.#until(() => subscription.unsubscribe());
    await polls;
    return subscription;
  }

  /** A worker that does activities, once it polls. */
  async act(
    activities: readonly ActivityImplementation[],
    options: ActivityWorkerOptions = {},
  ): Promise<Subscription> {
    const worker = activityWorker(this.domain, 'activities', activities, {
      register: true,
      concurrency: 10,
      ...this.#options.activityWorker,
      ...options,
    });
    const polls = firstValueFrom(worker.events$.pipe(filter(({ type }) => type === 'poll')));
    const subscription = worker.subscribe();
    this.#until(() => subscription.unsubscribe());
    await polls;
    return subscription;
  }

  /** Starts an execution. */
  async start<I, O>(
    workflow: WorkflowDefinition<I, O>,
    input: I,
    options?: Omit<StartOptions, 'input'>,
  ): Promise<DurableExecution<O>> {
    if (!this.#workflows.has(workflow)) await this.decide([workflow], {}, workflow.name);
    return lastValueFrom(workflow.start(this.domain, input, options));
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

  /** The error that an execution ends with. */
  async failure(execution: DurableExecution<unknown>): Promise<unknown> {
    return this.result(execution).then(
      result => {
        throw new Error(`It has a result: ${result}`);
      },
      (error: unknown) => error,
    );
  }

  /** What a workflow sees as the error of what it waits for; `undefined` where there is none. */
  async errorOf(wait: (context: WorkflowContext) => Observable<unknown>): Promise<unknown> {
    let seen: unknown;
    this.#errors += 1;
    const one = workflow({ name: `Error ${this.#errors}`, version: '1' }, (_, context) =>
      wait(context).pipe(
        catchError((error: unknown) => {
          seen = error;
          return EMPTY;
        }),
      ),
    );
    await this.run(one, undefined);
    return seen;
  }

  /** Does something before each call of an operation reaches the service. If it throws, the call has failed. */
  before(operation: string, act: () => unknown): void {
    this.domain.client.middlewareStack.add(
      (next, { commandName }) =>
        async args => {
          if (commandName === `${operation}Command`) await act();
          return next(args);
        },
      { step: 'initialize' },
    );
  }

  /** Sends a signal. */
  signal(execution: DurableExecution<unknown>, name: string, input?: unknown): Promise<void> {
    return lastValueFrom(execution.signal(name, input));
  }

  /** The history of an execution as it is, or as it is once something holds of it. */
  history(
    execution: DurableExecution<unknown>,
    holds: (history: History) => boolean = () => true,
  ): Promise<History> {
    return firstValueFrom(
      this.decided$.pipe(
        startWith(undefined),
        concatMap(() => execution.history()),
        filter(holds),
      ),
    );
  }
}
