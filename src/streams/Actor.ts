import { defer, EMPTY, Observable, Subject } from 'rxjs';
import { type Domain, type DomainOrName, type Task, type TaskEvent, toDomain } from '../models/index.js';
import {
  type Backoff,
  checkOptions,
  isFinal,
  isInstance,
  isTransient,
  MonotonicClock,
  recover,
  ThrottledError,
} from '../requests/index.js';
import type { ActorEvent, Happening } from './ActorEvent.js';
import { type ActorOptions, type ActorSettings, actorOptions, actorSettings } from './ActorOptions.js';
import type { Count } from './Count.js';
import { logEvent } from './Logger.js';
import { Polling } from './polling/Polling.js';

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
  /** The tasks that are held, by token. */
  readonly #held = new Map<string, T>();
  /** When tasks came, those that are held no longer included. */
  readonly #since = new WeakMap<
    Task,
    { readonly task: T; readonly at: number; readonly clock: MonotonicClock }
  >();

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

  /** The task of that token, if this actor holds it. */
  protected held(taskToken: string): T | undefined {
    return this.#held.get(taskToken);
  }

  /** Tells whoever watches this actor what happens to a task. */
  protected readonly observer = (source: Task, event: TaskEvent): void => {
    const received = this.#since.get(source);
    if (received === undefined) return;
    const { task, at, clock } = received;
    if (event.type === 'answered') {
      this.#report({ ...event, task, duration: clock.now() - at });
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

  #report(happening: Happening<T>): void {
    const { logger, scheduler } = this.#settings;
    if (!this.#events$.observed && logger === undefined) return;
    const event: ActorEvent<T> = { ...happening, at: scheduler.now() };
    if (logger !== undefined) logEvent(logger, this.name, event);
    this.#events$.next(event);
  }

  #tasks(): Observable<T> {
    return defer(() => {
      const { makeDrain, scheduler, ...settings } = this.#settings;
      const clock = new MonotonicClock(scheduler);
      return new Polling<T>({
        ...settings,
        clock,
        drain: makeDrain(),
        poll: taskList => this.poll(taskList),
        worked: () => {
          this.#hasWorked = true;
        },
        isPassing: error => (this.#hasWorked ? !isFinal(error) : isTransient(error)),
        recover: error => recover(this.domain.client, error),
        giveUp: (task, how) => this.giveUp(task, how),
        hold: task => {
          this.#held.set(task.taskToken, task);
          this.#since.set(task, { task, at: clock.now(), clock });
        },
        drop: task => this.#held.delete(task.taskToken),
        report: happening => this.#report(happening),
      }).tasks();
    });
  }
}
