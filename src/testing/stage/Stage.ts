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
import { checkTimers } from './hostTimers.js';
import { NotMockedError } from './NotMockedError.js';
import { onGround } from './perform.js';
import { RealTime, SkippedTime, type Time } from './Time.js';
import { type Want, wantOf } from './Want.js';
import type { WorkflowTestOptions } from './WorkflowTestOptions.js';

type Cast = Omit<WorkflowTestOptions, 'start' | 'during'>;

/** Task lists for types that set none. */
const lists = { workflow: 'decisions', activity: 'activities' };
const concurrency = 100;

/**
 * An embedded SWF with workers for a workflow and its dependencies. A call of anything else fails the test.
 */
export class Stage {
  readonly time: Time;
  readonly domain: Domain;
  /**
   * Rejects with the first error that is not delivered to a workflow: of a decision, of a worker, or of a
   * missing mock.
   */
  readonly failed: Promise<never>;
  readonly #swf: LocalSwf;
  readonly #workflows: readonly AnyWorkflow[];
  readonly #activities: readonly ActivityImplementation[];
  readonly #cast: Cast;
  readonly #cancels$ = new Subject<{ readonly runId: string; readonly activityId: string }>();
  readonly #work = new Subscription();
  readonly #served = new Set<string>();
  #fail: (error: unknown) => void = () => {};

  constructor(workflow: AnyWorkflow, cast: Cast) {
    const { time = 'skip', startTime = new Date(Date.UTC(2026, 0)), lambda = {}, dataConverter } = cast;
    checkDate('startTime', startTime);
    checkTimers(time);
    this.time = time === 'real' ? new RealTime() : new SkippedTime(startTime);
    this.#swf = new LocalSwf({ clock: this.time, lambda: heldBy(this.time, lambda) });
    this.domain = new Domain({ name: 'test', client: this.#swf.client(), dataConverter });
    this.#cast = cast;
    this.#workflows = [workflow, ...(cast.workflows ?? []).filter(other => other !== workflow)];
    const ground = { time: this.time, cancels$: this.#cancels$ };
    this.#activities = (cast.activities ?? []).map(one => onGround(ground, one));
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
  async open(taskList: string | undefined): Promise<void> {
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
    if (taskList !== undefined) this.#decide(taskList);
    for (const { taskList = lists.workflow } of types.slice(0, this.#workflows.length))
      this.#decide(taskList);
    for (const { taskList = lists.activity } of types.slice(this.#workflows.length)) this.#act(taskList);
  }

  /** Awaits a promise, unless the test fails first. */
  whether<T>(awaited: Promise<T>): Promise<T> {
    return Promise.race([this.failed, awaited]);
  }

  /** Stops all workers and closes the service. */
  async close(): Promise<void> {
    this.time.pulse.stop();
    this.#work.unsubscribe();
    await this.#swf.close();
  }

  /** Starts a decider for a task list, if there is none yet. */
  #decide(taskList: string): void {
    if (!this.#isNew('workflow', taskList)) return;
    const worker = workflowWorker(this.domain, taskList, this.#workflows, {
      concurrency,
      ...this.#cast.worker,
    });
    this.#work.add(worker.events$.subscribe(event => this.#heed(event)));
    this.#work.add(
      worker.subscribe({ next: decided => this.#decided(decided), error: error => this.#fail(error) }),
    );
  }

  /** Starts an activity worker for a task list, if there is none yet. */
  #act(taskList: string): void {
    if (this.#activities.length === 0 || !this.#isNew('activity', taskList)) return;
    const worker = activityWorker(this.domain, taskList, this.#activities, { concurrency });
    this.#work.add(worker.events$.subscribe(event => this.#heed(event)));
    this.#work.add(worker.subscribe({ error: error => this.#fail(error) }));
  }

  #isNew(kind: keyof typeof lists, taskList: string): boolean {
    const key = `${kind} ${taskList}`;
    const isNew = !this.#served.has(key);
    this.#served.add(key);
    return isNew;
  }

  #heed({ type }: Pick<ActorEvent, 'type'>): void {
    if (type === 'received') this.time.pulse.holds(1);
    if (type === 'answered') this.time.pulse.holds(-1);
  }

  #decided(decided: DecisionOutcome): void {
    if (decided.status === 'failed') this.#fail(decided.error);
    if (decided.status !== 'completed') return;
    for (const decision of decided.decisions) {
      const want = wantOf(decision);
      if (want !== undefined) this.#provide(want);
      const { activityId } = decision.requestCancelActivityTaskDecisionAttributes ?? {};
      const { runId } = decided.task.workflowExecution;
      if (activityId !== undefined) this.#cancels$.next({ runId, activityId });
    }
  }

  #provide(want: Want): void {
    const missing = this.#missing(want);
    const { kind, taskList } = want;
    if (missing !== undefined) this.#fail(missing);
    else if (taskList === undefined) return;
    else if (kind === 'activity') this.#act(taskList);
    else this.#decide(taskList);
  }

  #missing({ kind, type }: Want): NotMockedError | undefined {
    const { lambda = {} } = this.#cast;
    const known = {
      activity: this.#activities.map(({ definition }) => typeKey(definition)),
      workflow: this.#workflows.map(typeKey),
      lambda: Object.keys(lambda),
    }[kind];
    return type === undefined || known.includes(type) ? undefined : new NotMockedError(kind, type, known);
  }
}

/** Wraps Lambda functions so that their work is tracked like that of workers. */
function heldBy({ pulse }: Time, functions: LambdaHandlers): LambdaHandlers {
  const held = Object.entries(functions).map(([name, call]) => [
    name,
    async (input: unknown) => {
      pulse.holds(1);
      try {
        return await call(input);
      } finally {
        pulse.holds(-1);
      }
    },
  ]);
  return Object.fromEntries(held);
}
