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

/** How an actor drains. Periods in milliseconds, counted from the moment the notifier emits. */
export interface DrainOptions {
  /**
   * How long the polls that are under way may go on. SWF may have handed out a task to a poll that is aborted: it
   * times out then. A poll ends by itself within 60 s. @defaultValue Infinity
   */
  readonly pollGrace?: number;
  /** How long the tasks that are held may take. @defaultValue Infinity */
  readonly deadline?: number;
  /**
   * What becomes of a task that is not finished by then: `'fail'` answers that it failed, so that its decider can
   * schedule it again at once; `'release'` answers nothing, and SWF times it out. Decision tasks are always
   * released. @defaultValue 'fail'
   */
  readonly atDeadline?: 'fail' | 'release';
}

/** The end of an actor, in good order: when its notifier emits, nothing new begins. */
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
    // What a poll brings after the deadline would be given up at once.
    this.#options = { pollGrace: Math.min(pollGrace, deadline), deadline, atDeadline };
    this.#scheduler = scheduler;
  }

  /** Whether nothing new is to begin. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Emits when nothing new is to begin. */
  get begun$(): Observable<void> {
    return this.#begun$;
  }

  /** Emits when the polls that are under way are to be aborted. */
  get pollsOver$(): Observable<void> {
    return this.#pollsOver$;
  }

  /**
   * Waits for the notifier and then for the deadline. Emits nothing.
   *
   * @param begin - told when draining begins
   * @param giveUp - gives up all tasks that are held, at the deadline
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
