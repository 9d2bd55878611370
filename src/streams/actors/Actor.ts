import { defer, EMPTY, finalize, type Observable, Subject, tap } from 'rxjs';
import { type Domain, type DomainOrName, toDomain } from '../../models/index.js';
import {
  type Backoff,
  checkOptions,
  isFinal,
  isInstance,
  isTransient,
  MonotonicClock,
  ResponseError,
  type Retry,
  reasonOf,
  recover,
  ThrottledError,
  timeoutCallsOn,
} from '../../requests/index.js';
import {
  type Count,
  eventBuffer,
  type IterationOptions,
  iterate,
  Stream,
  toStream,
} from '../../values/index.js';
import { type ActorOptions, type ActorSettings, actorOptions, actorSettings } from './ActorOptions.js';
import type { ActorEvent, UntimedEvent } from './events/ActorEvent.js';
import { logEvent } from './events/Logger.js';
import { Demand } from './polling/Demand.js';
import { HeldTasks } from './polling/HeldTasks.js';
import { Polling } from './polling/Polling.js';
import { ActorMonitor } from './state/ActorMonitor.js';
import type { ActorState } from './state/ActorState.js';
import type { Task, TaskObserver } from './tasks/Task.js';

/**
 * Base class of actors, which poll task lists: a cold Observable of tasks. Subscribing starts polling;
 * unsubscribing aborts the polls and stops immediately. Each subscription polls independently. With
 * `drainOn`, the actor stops gracefully and completes.
 *
 * A poll starts only if there is a free slot for its task, so at most `concurrency` unanswered tasks are
 * held, whatever the operators downstream do. Empty polls are not emitted. After throttling and network
 * errors, all pollers back off together. Expired credentials are requested again. Errors that a retry cannot
 * fix (bad credentials, an unknown domain) end the stream.
 *
 * `for await` polls only while the loop waits for a task, so that a loop is handed the tasks that its body has time
 * for, and leaving it loses none. The loop answers the tasks; it gets no more than `concurrency` unanswered ones.
 */
export abstract class Actor<T extends Task> extends Stream<T> {
  /** The domain of the task lists. */
  readonly domain: Domain;
  /** The task lists that are polled. */
  readonly taskLists: readonly string[];
  /** The first of the {@link taskLists}. */
  readonly taskList: string;
  readonly name: string;
  readonly identity: string;
  /** @internal Backoff after transient errors. */
  protected readonly backoff: Backoff;
  readonly #settings: ActorSettings;
  readonly #monitor: ActorMonitor;
  readonly #events$ = new Subject<ActorEvent<T>>();
  readonly #told$ = toStream(this.#events$, eventBuffer);
  /** Whether a poll has been answered, in any subscription. */
  #hasWorked = false;
  #hasWarned = false;
  readonly #held = new HeldTasks<T>(event => this.#report(event));

  constructor(domain: DomainOrName, taskLists: string | readonly string[], options: ActorOptions = {}) {
    checkOptions(new.target.name, options, actorOptions);
    const settings = actorSettings(taskLists, options);
    super(subscriber => this.#tasks().subscribe(subscriber));
    this.#settings = settings;
    this.domain = toDomain(domain);
    this.taskLists = settings.taskLists;
    this.taskList = settings.taskLists[0];
    this.name = settings.name;
    this.identity = settings.identity;
    this.backoff = settings.backoff;
    this.#monitor = new ActorMonitor(settings.name, settings.taskLists, settings.scheduler);
  }

  /**
   * Events of this actor across all its subscriptions: polls, tasks, answers, retries. Hot: emits only what
   * happens while it is subscribed to, and costs next to nothing otherwise. Never completes or errors. A busy
   * `for await` keeps the latest 1,000 events.
   */
  get events$(): Stream<ActorEvent<T>> {
    return this.#told$;
  }

  /**
   * Iterates over the tasks, polling only while the loop waits for one. An actor of several lists polls all of them
   * meanwhile, so that up to one task for each other list may wait for the loop.
   *
   * @throws `InvalidArgumentError` for an option that is not valid
   */
  override values(options: Pick<IterationOptions, 'signal'> = {}): AsyncIterableIterator<T, undefined> {
    checkOptions('values()', options, { signal: true });
    const demand = new Demand(this.taskLists.length);
    return iterate(this.#tasks(demand), options, Number.POSITIVE_INFINITY, () => demand.add());
  }

  /**
   * The state of this actor across all its subscriptions, without a call: emits the present, then changes at most
   * once a second. Never completes or errors.
   *
   * @see `healthOf`, which tells the health as a JSON value
   *
   * @example
   * ```ts
   * import { ActivityWorker } from 'rx-swf';
   *
   * const worker = new ActivityWorker('media', 'thumbnails');
   * worker.state$.subscribe(({ held, polling, rate }) => console.log(held, polling, rate));
   * ```
   */
  get state$(): Stream<ActorState> {
    return this.#monitor.state$;
  }

  /** The state at this moment. */
  get state(): ActorState {
    return this.#monitor.state;
  }

  /**
   * Polls once. Emits a task, or `undefined` if there was none for as long as SWF waits (60 s). Unsubscribing
   * aborts the poll.
   *
   * @param taskList - one of `taskLists`, by default the first
   */
  abstract poll(taskList?: string): Observable<T | undefined>;

  /**
   * Counts the tasks in a list that are waiting to be started.
   *
   * @param taskList - one of `taskLists`, by default the first
   */
  abstract pending(taskList?: string): Observable<Count>;

  /** @internal Gives up a held task when the drain deadline has passed. */
  protected giveUp(task: T, _how: 'fail' | 'release'): Observable<unknown> {
    return defer(() => {
      task.abandon();
      return EMPTY;
    });
  }

  /** @internal Whether polling starts with a single poll and ramps up as tasks are delivered. */
  protected get isGradual(): boolean {
    return false;
  }

  /** @internal Returns the task with that token if this actor holds it. */
  protected held(taskToken: string): T | undefined {
    return this.#held.get(taskToken);
  }

  /** @internal Reports the events of a task as events of this actor. */
  protected get observer(): TaskObserver {
    return this.#held.observer;
  }

  /**
   * @internal Runs on subscription, before the first poll. Draining ends it.
   *
   * @param _onRetry - called for each retry of a call
   */
  protected prepare(_onRetry: (retry: Retry) => void): Observable<unknown> {
    return EMPTY;
  }

  /**
   * @param isRepeated - whether another poller of this actor has reported the same, so that one line in the
   *   log is enough
   */
  #report(untimed: UntimedEvent<T>, isRepeated = false): void {
    const { logger, scheduler } = this.#settings;
    if (untimed.type === 'received' || untimed.type === 'empty') this.#hasWorked = true;
    if (untimed.type === 'retried' && logger === undefined) this.#warnOnce(untimed.error);
    this.#monitor.note(untimed);
    if (!this.#events$.observed && logger === undefined) return;
    const event: ActorEvent<T> = { ...untimed, at: scheduler.now() };
    if (logger !== undefined) logEvent(logger, this.name, event, isRepeated);
    this.#events$.next(event);
  }

  /** Warns once on the console: without a logger, an actor that never reaches SWF would be silent. */
  #warnOnce(error: unknown): void {
    if (this.#hasWorked || this.#hasWarned || !isUnreached(error)) return;
    this.#hasWarned = true;
    console.warn(
      `rx-swf: The actor "${this.name}" cannot reach SWF and keeps retrying: ${reasonOf(error)}. Check the region, the endpoint and the network. Set a logger to see each retry.`,
    );
  }

  /** Reports retries before the first poll. */
  readonly #onRetry = (retry: Retry): void => {
    const type = isInstance(retry.error, ThrottledError) ? 'throttled' : 'retried';
    this.#report({ type, call: 'register', ...retry });
  };

  #tasks(demand?: Demand): Observable<T> {
    return defer(() => {
      const { makeDrain, scheduler, ...settings } = this.#settings;
      const drain = makeDrain();
      const session = { drain };
      this.#monitor.begin(session);
      return new Polling<T>({
        ...settings,
        clock: new MonotonicClock(scheduler),
        held: this.#held,
        isGradual: this.isGradual,
        drain,
        demand,
        poll: taskList => this.poll(taskList).pipe(timeoutCallsOn(scheduler)),
        isRetryable: error => (this.#hasWorked ? !isFinal(error) : isTransient(error)),
        recover: error => recover(this.domain.client, error),
        giveUp: (task, how) => this.giveUp(task, how),
        prepare: defer(() => this.prepare(this.#onRetry)),
        report: (event, isRepeated) => this.#report(event, isRepeated),
      })
        .tasks()
        .pipe(
          tap({ error: (error: unknown) => this.#report({ type: 'error', error }) }),
          finalize(() => this.#monitor.end(session)),
        );
    });
  }
}

/** Whether a call didn't reach SWF, or was answered by something other than SWF. */
const isUnreached = (error: unknown): boolean =>
  isInstance(error, ResponseError) && error.kind !== 'TaskGivenUp' && error.kind !== 'IncompleteHistory';
