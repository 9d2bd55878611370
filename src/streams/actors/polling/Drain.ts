import {
  concat,
  defer,
  EMPTY,
  from,
  ignoreElements,
  merge,
  mergeMap,
  type Observable,
  type ObservableInput,
  ReplaySubject,
  type SchedulerLike,
  take,
} from 'rxjs';
import { wait } from '../../../requests/index.js';

/** Options of draining. Periods are in milliseconds and count from the moment the notifier emits. */
export interface DrainOptions {
  /**
   * Time limit for polls in flight. If a poll is aborted, SWF may already have handed it a task, which
   * then times out. A poll ends by itself within 60 s. @defaultValue Infinity
   */
  readonly pollGrace?: number;
  /** Time limit for held tasks. @defaultValue Infinity */
  readonly deadline?: number;
  /**
   * Treatment of tasks that are unfinished at the deadline: `'fail'` fails the task, so that its decider can
   * schedule it again at once; `'release'` answers nothing, and SWF times it out. Decision tasks are always
   * released. @defaultValue 'fail'
   */
  readonly atDeadline?: 'fail' | 'release';
}

/** The graceful end of an actor: once its notifier emits, nothing new starts. */
export class Drain {
  readonly #notifier: ObservableInput<unknown>;
  readonly #options: Required<DrainOptions>;
  readonly #scheduler: SchedulerLike;
  readonly #begun$ = new ReplaySubject<void>(1);
  readonly #pollsOver$ = new ReplaySubject<void>(1);
  #begun = false;

  constructor(
    notifier: ObservableInput<unknown>,
    { pollGrace, deadline, atDeadline }: Required<DrainOptions>,
    scheduler: SchedulerLike,
  ) {
    this.#notifier = notifier;
    // A task from a poll after the deadline would be given up immediately.
    this.#options = { pollGrace: Math.min(pollGrace, deadline), deadline, atDeadline };
    this.#scheduler = scheduler;
  }

  /** Whether draining has begun, so that nothing new may start. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Emits when draining begins. */
  get begun$(): Observable<void> {
    return this.#begun$;
  }

  /** Emits when polls in flight must be aborted. */
  get pollsOver$(): Observable<void> {
    return this.#pollsOver$;
  }

  /**
   * Waits for the notifier, then for the deadline. Emits nothing.
   *
   * @param begin - called when draining begins
   * @param giveUp - gives up all held tasks at the deadline
   */
  run(begin: () => void, giveUp: (how: 'fail' | 'release') => Observable<unknown>): Observable<never> {
    const { pollGrace, deadline, atDeadline } = this.#options;
    const pollsOver$ = wait(pollGrace, this.#scheduler).pipe(
      mergeMap(() => {
        this.#pollsOver$.next();
        return EMPTY;
      }),
    );
    const givenUp$ = wait(deadline, this.#scheduler).pipe(mergeMap(() => giveUp(atDeadline)));
    const begun$ = defer(() => {
      this.#begun = true;
      begin();
      this.#begun$.next();
      return EMPTY;
    });
    return from(this.#notifier).pipe(
      take(1),
      mergeMap(() => concat(begun$, merge(pollsOver$, givenUp$))),
      ignoreElements(),
    );
  }
}
