import { defer, EMPTY, Observable, Subject, tap } from 'rxjs';
import { type Domain, type DomainOrName, toDomain } from '../../models/index.js';
import {
  type Backoff,
  callsOn,
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
} from '../../requests/index.js';
import type { Count } from '../../values/index.js';
import { type ActorOptions, type ActorSettings, actorOptions, actorSettings } from './ActorOptions.js';
import type { ActorEvent, Happening } from './events/ActorEvent.js';
import { logEvent } from './events/Logger.js';
import { Polling } from './polling/Polling.js';
import type { Task } from './tasks/Task.js';
import type { TaskEvent } from './tasks/TaskEvent.js';

/**
 * What polls task lists: a cold Observable of tasks. Subscribing starts the polls; unsubscribing aborts them and
 * stops at once. Each subscription polls for itself. With `drainOn` it stops in good order, and completes.
 *
 * A poll starts only while there is room for its task, so that no more than `concurrency` unanswered tasks are
 * held, whatever is piped behind. Polls that come back empty are no emissions. Throttling and network faults are
 * waited out, by all pollers together; credentials that have expired are asked for again; what retrying cannot mend
 * (bad credentials, an unknown domain) errors.
 */
export abstract class Actor<T extends Task> extends Observable<T> {
  /** The domain whose task lists these are. */
  readonly domain: Domain;
  /** The lists that are polled. */
  readonly taskLists: readonly string[];
  /** The first of them. */
  readonly taskList: string;
  readonly name: string;
  readonly identity: string;
  /** How faults are waited out. */
  protected readonly backoff: Backoff;
  readonly #settings: ActorSettings;
  readonly #events$ = new Subject<ActorEvent<T>>();
  readonly #told$ = this.#events$.asObservable();
  /** Whether a poll has come back, in any subscription. */
  #hasWorked = false;
  #hasWarned = false;
  /** The tasks that are held, by token. */
  readonly #held = new Map<string, T>();
  /** How tasks came, those that are held no longer included. */
  readonly #receptions = new WeakMap<Task, Reception<T>>();

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
  }

  /**
   * What happens to this actor, in all its subscriptions: polls, tasks, answers, retries. Hot: it tells what
   * happens while it is subscribed to, and costs next to nothing while it is not. Never completes or errors.
   */
  get events$(): Observable<ActorEvent<T>> {
    return this.#told$;
  }

  /**
   * Polls once: emits a task, or `undefined` when there was none for as long as SWF waits (60 s). Unsubscribing
   * aborts the poll.
   *
   * @param taskList - one of `taskLists`, by default the first
   */
  abstract poll(taskList?: string): Observable<T | undefined>;

  /**
   * How many tasks wait in a list, not started by anybody.
   *
   * @param taskList - one of `taskLists`, by default the first
   */
  abstract pending(taskList?: string): Observable<Count>;

  /** Gives up a task that is held when the time for draining is over. */
  protected giveUp(task: T, _how: 'fail' | 'release'): Observable<unknown> {
    return defer(() => {
      task.abandon();
      return EMPTY;
    });
  }

  /** Whether it begins with one poll, and polls more as its tasks are delivered. */
  protected get isGradual(): boolean {
    return false;
  }

  /** The task of that token, if this actor holds it. */
  protected held(taskToken: string): T | undefined {
    return this.#held.get(taskToken);
  }

  /** Tells whoever watches this actor what happens to a task. */
  protected readonly observer = (source: Task, event: TaskEvent): void => {
    const reception = this.#receptions.get(source);
    if (reception === undefined) return;
    const { task, isDropped } = reception;
    if (event.type === 'answered') {
      const dropped = isDropped ? { dropped: true as const } : {};
      this.#report({ ...event, task, duration: heldFor(reception), ...dropped });
    } else if (event.type === 'retried') {
      this.#report({
        ...event,
        type: isInstance(event.error, ThrottledError) ? 'throttled' : 'retried',
        task,
      });
    } else {
      this.#report({ ...event, task });
    }
  };

  /**
   * What is done on subscribing, before the first poll. Draining ends it.
   *
   * @param _onRetry - to be told of calls that are made again
   */
  protected prepare(_onRetry: (retry: Retry) => void): Observable<unknown> {
    return EMPTY;
  }

  /** @param isRepeated - whether another poller of this actor has told the same: one line in the log is enough */
  #report(happening: Happening<T>, isRepeated = false): void {
    const { logger, scheduler } = this.#settings;
    if (happening.type === 'retried' && logger === undefined) this.#warnOnce(happening.error);
    if (!this.#events$.observed && logger === undefined) return;
    const event: ActorEvent<T> = { ...happening, at: scheduler.now() };
    if (logger !== undefined) logEvent(logger, this.name, event, isRepeated);
    this.#events$.next(event);
  }

  /** An actor that never reaches SWF must not be silent, with whatever it was set up. */
  #warnOnce(error: unknown): void {
    if (this.#hasWorked || this.#hasWarned || !isUnreached(error)) return;
    this.#hasWarned = true;
    console.warn(
      `rx-swf: the actor "${this.name}" does not reach SWF: ${reasonOf(error)}. It keeps trying. Check region, endpoint and network; give it a logger to see each retry.`,
    );
  }

  #drop(task: T): void {
    this.#held.delete(task.taskToken);
    const reception = this.#receptions.get(task);
    if (task.isAnswered || reception === undefined) return;
    this.#report({ type: 'dropped', task, duration: heldFor(reception) });
    reception.isDropped = true;
  }

  /** Tells of retries before the first poll. */
  readonly #onRetry = (retry: Retry): void => {
    const type = isInstance(retry.error, ThrottledError) ? 'throttled' : 'retried';
    this.#report({ type, call: 'register', ...retry });
  };

  #tasks(): Observable<T> {
    return defer(() => {
      const { makeDrain, scheduler, ...settings } = this.#settings;
      const clock = new MonotonicClock(scheduler);
      return new Polling<T>({
        ...settings,
        clock,
        isGradual: this.isGradual,
        drain: makeDrain(),
        poll: taskList => this.poll(taskList).pipe(callsOn(scheduler)),
        worked: () => {
          this.#hasWorked = true;
        },
        isPassing: error => (this.#hasWorked ? !isFinal(error) : isTransient(error)),
        recover: error => recover(this.domain.client, error),
        giveUp: (task, how) => this.giveUp(task, how),
        prepare: defer(() => this.prepare(this.#onRetry)),
        hold: task => {
          this.#held.set(task.taskToken, task);
          this.#receptions.set(task, { task, at: clock.now(), clock, isDropped: false });
        },
        drop: task => this.#drop(task),
        report: (happening, isRepeated) => this.#report(happening, isRepeated),
      })
        .tasks()
        .pipe(tap({ error: (error: unknown) => this.#report({ type: 'error', error }) }));
    });
  }
}

/** A task's coming. */
interface Reception<T extends Task> {
  readonly task: T;
  /** By the clock of its subscription. */
  readonly at: number;
  readonly clock: MonotonicClock;
  /** Whether the actor was unsubscribed from before the task was answered. */
  isDropped: boolean;
}

/** Whether a call has not reached SWF, or what has answered it is something else. */
const isUnreached = (error: unknown): boolean =>
  isInstance(error, ResponseError) && error.kind !== 'TaskGivenUp' && error.kind !== 'IncompleteHistory';

const heldFor = ({ clock, at }: Reception<Task>): number => clock.now() - at;
