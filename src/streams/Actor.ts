import {
  asyncScheduler,
  concat,
  defer,
  EMPTY,
  finalize,
  ignoreElements,
  mergeMap,
  Observable,
  of,
  range,
  repeat,
  type SchedulerLike,
  tap,
} from 'rxjs';
import { identity as hostIdentity } from '#host';
import {
  checkCount,
  checkName,
  checkText,
  type Domain,
  type DomainOrName,
  limits,
  type Task,
  toDomain,
} from '../models/index.js';
import { type Backoff, retryTransient } from '../requests/index.js';
import type { Count } from './Count.js';
import { Room } from './Room.js';

/** How an actor works. */
export interface ActorOptions {
  /** The most tasks that are held unanswered at a time; a place is free again when its task is answered. @defaultValue 1 */
  readonly concurrency?: number;
  /** How many polls wait for tasks at a time. @defaultValue `concurrency`, at most 8 */
  readonly pollers?: number;
  /** Who took a task, in its history: at most 256 characters. @defaultValue the host and the process */
  readonly identity?: string;
  /** The waits after throttling and network faults, which polling survives. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count'>;
  /** Where the waiting happens. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

const mostPollers = 8;

/**
 * What polls a task list: a cold Observable of tasks. Subscribing starts the polls; unsubscribing aborts them and
 * stops. Each subscription polls for itself.
 *
 * A poll starts only while there is room for its task, so that no more than `concurrency` unanswered tasks are
 * held, whatever is piped behind. Polls that come back empty are no emissions. Throttling and network faults are
 * waited out; what retrying cannot mend (bad credentials, an unknown domain) errors.
 */
export abstract class Actor<T extends Task> extends Observable<T> {
  /** The domain whose task list this is. */
  readonly domain: Domain;
  readonly taskList: string;
  readonly identity: string;
  /** How faults are waited out. */
  protected readonly backoff: Backoff;
  readonly #held = new Map<string, T>();

  constructor(domain: DomainOrName, taskList: string, options: ActorOptions = {}) {
    const { concurrency = 1, scheduler = asyncScheduler, backoff = {}, identity = hostIdentity() } = options;
    checkCount('concurrency', concurrency, 1);
    const { pollers = Math.min(concurrency, mostPollers) } = options;
    checkCount('pollers', pollers, 1, 1000);
    checkName('taskList', taskList);
    checkText('identity', identity, limits.identity);
    super(subscriber => this.#tasks(concurrency, pollers).subscribe(subscriber));
    this.domain = toDomain(domain);
    this.taskList = taskList;
    this.identity = identity;
    this.backoff = { ...backoff, scheduler };
  }

  /**
   * Polls once: emits a task, or `undefined` when there was none for as long as SWF waits (60 s). Unsubscribing
   * aborts the poll.
   */
  abstract poll(): Observable<T | undefined>;

  /** How many tasks wait in the list, not started by anybody. */
  abstract pending(): Observable<Count>;

  /** The task of that token, if this actor holds it. */
  protected held(taskToken: string): T | undefined {
    return this.#held.get(taskToken);
  }

  /** One loop a place: poll, hand the task on, wait for its answer, poll again. */
  #tasks(concurrency: number, pollers: number): Observable<T> {
    return defer(() => {
      const line = new Room(pollers);
      const place$ = line.place().pipe(
        // Not on unsubscribing: then nobody is to poll in its place.
        mergeMap(({ free }) => this.poll().pipe(tap({ complete: free, error: free }))),
        retryTransient(this.backoff),
        mergeMap(task => (task === undefined ? EMPTY : this.#hold(task))),
        repeat(),
      );
      return range(concurrency).pipe(mergeMap(() => place$));
    });
  }

  /** Emits the task, and completes when it is answered. */
  #hold(task: T): Observable<T> {
    return defer(() => {
      this.#held.set(task.taskToken, task);
      return concat(of(task), task.answered$.pipe(ignoreElements()));
    }).pipe(finalize(() => this.#held.delete(task.taskToken)));
  }
}
