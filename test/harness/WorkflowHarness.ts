import { type DecisionOutcome, Domain, type History, type StartOptions } from 'rx-swf';
import type { LocalSwf, LocalSwfOptions } from 'rx-swf/local';
import {
  type ActivityImplementation,
  type AnyWorkflow,
  activityWorker,
  type DurableActivityWorkerOptions,
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
import { intercept } from './intercept.js';
import { openSwf } from './openSwf.js';
import { RunningWorker } from './RunningWorker.js';
import type { Teardown } from './Teardown.js';

/** Options of the service and of the workers that it starts with. */
export interface WorkflowHarnessOptions {
  readonly service?: LocalSwfOptions;
  readonly worker?: WorkflowWorkerOptions;
  readonly activityWorker?: DurableActivityWorkerOptions;
  readonly teardown?: Teardown;
}

/**
 * An embedded service that skips time, with workers for some workflows and activities. It is closed at the end of the
 * test. A decision that fails also fails everything that waits for a result.
 */
export class WorkflowHarness {
  readonly swf: LocalSwf;
  readonly domain: Domain;
  /** Errors of decisions, also those from before the subscription. */
  readonly failures$ = new ReplaySubject<unknown>();
  /** Outcomes of all workflow workers. */
  readonly outcomes$ = new Subject<DecisionOutcome>();
  readonly #options: WorkflowHarnessOptions;
  readonly #workflows = new Set<AnyWorkflow>();
  #teardown: Teardown;
  #errors = 0;

  private constructor(options: WorkflowHarnessOptions) {
    this.#options = options;
    this.#teardown = options.teardown ?? onTestFinished;
    this.swf = openSwf({ clock: 'skip', ...options.service }, this.#teardown);
    this.domain = new Domain({ name: 'media', client: this.swf.client() });
  }

  /** Registers the types and starts workers for them. Workflows that are started later get workers of their own. */
  static async open(
    workflows: readonly AnyWorkflow[] = [],
    activities: readonly ActivityImplementation[] = [],
    options: WorkflowHarnessOptions = {},
  ): Promise<WorkflowHarness> {
    const harness = new WorkflowHarness(options);
    await lastValueFrom(harness.domain.save());
    if (activities.length > 0) await harness.startActivityWorker(activities);
    if (workflows.length > 0) await harness.#startWorker(workflows);
    // Workers that a test starts end with the test, even if it shares the service with others.
    harness.#teardown = onTestFinished;
    return harness;
  }

  /** Starts a workflow worker with a client of its own. Resolves once it polls. */
  startWorker(
    workflows: readonly AnyWorkflow[],
    options: WorkflowWorkerOptions = {},
    { taskLists = ['decisions'] as readonly string[], client = this.swf.client() } = {},
  ): Promise<RunningWorker> {
    return this.#startWorker(workflows, options, taskLists, client);
  }

  /** Starts an activity worker. Resolves once it polls. */
  async startActivityWorker(
    activities: readonly ActivityImplementation[],
    options: DurableActivityWorkerOptions = {},
  ): Promise<Subscription> {
    const worker = activityWorker(this.domain, 'activities', activities, {
      register: true,
      concurrency: 10,
      ...this.#options.activityWorker,
      ...options,
    });
    const polls = firstValueFrom(worker.events$.pipe(filter(({ type }) => type === 'poll')));
    const subscription = worker.subscribe();
    this.#teardown(() => subscription.unsubscribe());
    await polls;
    return subscription;
  }

  /** Starts an execution. */
  async start<I, O>(
    workflow: WorkflowDefinition<I, O>,
    input: I,
    options?: Omit<StartOptions, 'input'>,
  ): Promise<DurableExecution<O>> {
    if (!this.#workflows.has(workflow)) await this.#startWorker([workflow], {}, [workflow.name]);
    return lastValueFrom(workflow.start(this.domain, input, options));
  }

  /** Starts an execution and resolves to its result. */
  async run<I, O>(workflow: WorkflowDefinition<I, O>, input: I): Promise<O> {
    const execution = await this.start(workflow, input);
    return this.result(execution);
  }

  /** Resolves to the result of an execution. Rejects if a decision fails. */
  result<O>(execution: DurableExecution<O>): Promise<O> {
    const failed$ = this.failures$.pipe(mergeMap(error => throwError(() => error)));
    return lastValueFrom(race(execution.result({ interval: 20 }), failed$));
  }

  /** Resolves to the error that an execution ends with. */
  async failure(execution: DurableExecution<unknown>): Promise<unknown> {
    return this.result(execution).then(
      result => {
        throw new Error(`The execution has a result: ${result}`);
      },
      (error: unknown) => error,
    );
  }

  /** Resolves to the error that a workflow gets from what it waits for, or `undefined` if there is none. */
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

  /** Runs a function before each call of an operation is sent. If it throws, the call fails. */
  before(operation: string, act: () => unknown): void {
    intercept(this.domain.client, operation, async ({ send }) => {
      await act();
      return send();
    });
  }

  /** Sends a signal. */
  signal(execution: DurableExecution<unknown>, name: string, input?: unknown): Promise<void> {
    return lastValueFrom(execution.signal(name, input));
  }

  /** Resolves to the history of an execution, once it satisfies a predicate. */
  history(
    execution: DurableExecution<unknown>,
    holds: (history: History) => boolean = () => true,
  ): Promise<History> {
    return firstValueFrom(
      this.outcomes$.pipe(
        startWith(undefined),
        concatMap(() => execution.history()),
        filter(holds),
      ),
    );
  }
  async #startWorker(
    workflows: readonly AnyWorkflow[],
    given: WorkflowWorkerOptions = {},
    taskLists: readonly string[] = ['decisions'],
    client = this.domain.client,
  ): Promise<RunningWorker> {
    for (const workflow of workflows) this.#workflows.add(workflow);
    const options = { register: true, ...candidateOf(workflows), ...this.#options.worker, ...given };
    const worker = workflowWorker(new Domain({ name: 'media', client }), taskLists, workflows, options);
    // A sticky worker polls a list of its own, too.
    const polls = taskLists.length + (options.sticky === false ? 0 : 1);
    const running = await RunningWorker.start(worker, client, polls);
    this.#teardown(running.stop);
    running.events$.subscribe(event => {
      if (event.type === 'candidateDiverged' && 'RX_SWF_CANDIDATE' in process.env)
        this.failures$.next(new Error(event.difference.message));
    });
    running.outcomes$.subscribe(outcome => {
      if (outcome.status === 'failed') this.failures$.next(outcome.error);
      this.outcomes$.next(outcome);
    });
    return running;
  }
}

/** With `RX_SWF_CANDIDATE`, each worker has its own code as a candidate, which must agree in everything. */
const candidateOf = (workflows: readonly AnyWorkflow[]): WorkflowWorkerOptions =>
  'RX_SWF_CANDIDATE' in process.env ? { candidate: { workflows, budget: 1 } } : {};
