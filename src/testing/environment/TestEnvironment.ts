import { concatMap, from, ignoreElements, lastValueFrom, Subject, Subscription } from 'rxjs';
import { type LambdaHandlers, LocalSwf } from '../../local/index.js';
import { Domain } from '../../models/index.js';
import type { ActorEvent, DecisionOutcome } from '../../streams/index.js';
import { checkDate, typeKey } from '../../values/index.js';
import {
  type ActivityImplementation,
  type AnyWorkflow,
  activityWorker,
  workflowWorker,
} from '../../workflows/index.js';
import { NotMockedError } from '../mocks/NotMockedError.js';
import { type Dependency, dependencyOf } from './Dependency.js';
import { checkTimers } from './hostTimers.js';
import { RealClock, SkippedClock, type TestClock } from './TestClock.js';
import type { WorkflowTestOptions } from './WorkflowTestOptions.js';
import { withMockAnswers } from './withMockAnswers.js';

type TestEnvironmentOptions = Omit<WorkflowTestOptions, 'start' | 'during'>;

/** Task lists for types that set none. */
const lists = { workflow: 'decisions', activity: 'activities' };
const concurrency = 100;

/**
 * An embedded SWF with workers for a workflow and its dependencies. A call of anything else fails the test.
 */
export class TestEnvironment {
  readonly clock: TestClock;
  readonly domain: Domain;
  /**
   * Rejects with the first error that is not delivered to a workflow: of a decision, of a worker, or of a
   * missing mock.
   */
  readonly failed: Promise<never>;
  readonly #swf: LocalSwf;
  readonly #workflows: readonly AnyWorkflow[];
  readonly #activities: readonly ActivityImplementation[];
  readonly #options: TestEnvironmentOptions;
  readonly #cancels$ = new Subject<{ readonly runId: string; readonly activityId: string }>();
  readonly #subscriptions = new Subscription();
  readonly #workers = new Set<string>();
  #fail: (error: unknown) => void = () => {};

  constructor(workflow: AnyWorkflow, options: TestEnvironmentOptions) {
    const { time = 'skip', startTime = new Date(Date.UTC(2026, 0)), lambda = {}, dataConverter } = options;
    checkDate('startTime', startTime);
    checkTimers(time);
    this.clock = time === 'real' ? new RealClock() : new SkippedClock(startTime);
    this.#swf = new LocalSwf({ clock: this.clock, lambda: trackedBy(this.clock, lambda) });
    this.domain = new Domain({ name: 'test', client: this.#swf.client(), dataConverter });
    this.#options = options;
    this.#workflows = [workflow, ...(options.workflows ?? []).filter(other => other !== workflow)];
    const mockEnvironment = { clock: this.clock, cancels$: this.#cancels$ };
    this.#activities = (options.activities ?? []).map(one => withMockAnswers(mockEnvironment, one));
    this.failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    // Pending calls observe the rejection. This handler only avoids an unhandled rejection.
    this.failed.catch(() => {});
  }

  /**
   * Registers all types and starts the workers.
   *
   * @param taskList - the task list for decision tasks, in addition to the lists of the types
   */
  async start(taskList: string | undefined): Promise<void> {
    await lastValueFrom(this.domain.save());
    const types = [
      ...this.#workflows.map(one => one.type(this.domain, lists.workflow)),
      ...this.#activities.map(({ definition }) => definition.type(this.domain, lists.activity)),
    ];
    await lastValueFrom(
      from(types).pipe(
        concatMap(type => type.save()),
        ignoreElements(),
      ),
      {
        defaultValue: undefined,
      },
    );
    if (taskList !== undefined) this.#startDecider(taskList);
    for (const { taskList = lists.workflow } of types.slice(0, this.#workflows.length))
      this.#startDecider(taskList);
    for (const { taskList = lists.activity } of types.slice(this.#workflows.length))
      this.#startActivityWorker(taskList);
  }

  /** Awaits a promise, unless the test fails first. */
  unlessFailed<T>(awaited: Promise<T>): Promise<T> {
    return Promise.race([this.failed, awaited]);
  }

  /** Stops all workers and closes the service. */
  async close(): Promise<void> {
    this.clock.idleDetector.stop();
    this.#subscriptions.unsubscribe();
    await this.#swf.close();
  }

  /** Starts a decider for a task list, if there is none yet. */
  #startDecider(taskList: string): void {
    if (!this.#isNew('workflow', taskList)) return;
    const worker = workflowWorker(this.domain, taskList, this.#workflows, {
      concurrency,
      ...this.#options.worker,
    });
    this.#subscriptions.add(worker.events$.subscribe(event => this.#onEvent(event)));
    this.#subscriptions.add(
      worker.subscribe({ next: decided => this.#onDecided(decided), error: error => this.#fail(error) }),
    );
  }

  /** Starts an activity worker for a task list, if there is none yet. */
  #startActivityWorker(taskList: string): void {
    if (this.#activities.length === 0 || !this.#isNew('activity', taskList)) return;
    const worker = activityWorker(this.domain, taskList, this.#activities, { concurrency });
    this.#subscriptions.add(worker.events$.subscribe(event => this.#onEvent(event)));
    this.#subscriptions.add(worker.subscribe({ error: error => this.#fail(error) }));
  }

  #isNew(kind: keyof typeof lists, taskList: string): boolean {
    const key = `${kind} ${taskList}`;
    const isNew = !this.#workers.has(key);
    this.#workers.add(key);
    return isNew;
  }

  #onEvent({ type }: Pick<ActorEvent, 'type'>): void {
    if (type === 'received') this.clock.idleDetector.addTask(1);
    if (type === 'answered') this.clock.idleDetector.addTask(-1);
  }

  #onDecided(decided: DecisionOutcome): void {
    if (decided.status === 'failed') this.#fail(decided.error);
    if (decided.status !== 'completed') return;
    for (const decision of decided.decisions) {
      const dependency = dependencyOf(decision);
      if (dependency !== undefined) this.#serve(dependency);
      const { activityId } = decision.requestCancelActivityTaskDecisionAttributes ?? {};
      const { runId } = decided.task.workflowExecution;
      if (activityId !== undefined) this.#cancels$.next({ runId, activityId });
    }
  }

  #serve(dependency: Dependency): void {
    const missing = this.#missing(dependency);
    const { kind, taskList } = dependency;
    if (missing !== undefined) this.#fail(missing);
    else if (taskList === undefined) return;
    else if (kind === 'activity') this.#startActivityWorker(taskList);
    else this.#startDecider(taskList);
  }

  #missing({ kind, type }: Dependency): NotMockedError | undefined {
    const { lambda = {} } = this.#options;
    const known = {
      activity: this.#activities.map(({ definition }) => typeKey(definition)),
      workflow: this.#workflows.map(typeKey),
      lambda: Object.keys(lambda),
    }[kind];
    return type === undefined || known.includes(type) ? undefined : new NotMockedError(kind, type, known);
  }
}

/** Wraps Lambda functions so that their work is tracked like that of workers. */
function trackedBy({ idleDetector }: TestClock, functions: LambdaHandlers): LambdaHandlers {
  const tracked = Object.entries(functions).map(([name, call]) => [
    name,
    async (input: unknown) => {
      idleDetector.addTask(1);
      try {
        return await call(input);
      } finally {
        idleDetector.addTask(-1);
      }
    },
  ]);
  return Object.fromEntries(tracked);
}
