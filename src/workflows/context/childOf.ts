import { map, type Observable, of, ReplaySubject, type Subscriber, type Subscription } from 'rxjs';
import type { Event } from '../../history/index.js';
import { type ExecutionId, executionId } from '../../values/index.js';
import type { Child } from '../definitions/Child.js';
import { Waitable } from '../saga/saga.js';

/** How a child tells of its life. */
export interface ChildObserver {
  /** Told of each event of the child. */
  readonly heard: (event: Event) => void;
  /** Whether somebody waits for the child. */
  readonly isAwaited: () => boolean;
}

/** Asks for a child. */
type Ask<O> = (observer: ChildObserver) => Observable<O>;

/**
 * Makes a {@link Child}. Each subscription to the result is a child of its own.
 *
 * @param isAbandoned - whether a child starts, and goes on, though it is left
 */
export function childOf<O>(ask: Ask<O>, isAbandoned: boolean): Child<O> {
  let latest: Life<O> | undefined;
  const begin = () => {
    latest = new Life(ask, isAbandoned);
    return latest;
  };
  const forResult = () => (latest?.isFree ? latest : begin());
  const forStart = () => (latest === undefined || latest.isGone ? begin() : latest);
  const result = new Waitable<O>(subscriber => forResult().tellResult(subscriber));
  const started$ = new Waitable<ExecutionId>(subscriber => forStart().tellStart(subscriber));
  return Object.assign(result, { started$ });
}

/** One child, from the request for it on. */
class Life<O> implements ChildObserver {
  readonly #started$ = new ReplaySubject<ExecutionId>(1);
  readonly #result$ = new ReplaySubject<O>(1);
  readonly #isAbandoned: boolean;
  readonly #subscription: Subscription;
  #isTaken = false;
  #hasStarted = false;
  #isGone = false;
  /** How many wait for the start. */
  #waiting = 0;

  constructor(ask: Ask<O>, isAbandoned: boolean) {
    this.#isAbandoned = isAbandoned;
    this.#subscription = ask(this).subscribe({
      next: value => this.#result$.next(value),
      error: (error: unknown) => {
        this.#isGone = !this.#hasStarted;
        this.#started$.error(error);
        this.#result$.error(error);
      },
      complete: () => this.#result$.complete(),
    });
  }

  /** Whether nobody has subscribed to its result yet. */
  get isFree(): boolean {
    return !this.#isTaken && !this.#isGone;
  }

  /** Whether it has not started, and never will. */
  get isGone(): boolean {
    return this.#isGone;
  }

  readonly isAwaited = (): boolean => this.#isTaken || this.#waiting > 0;

  readonly heard = (event: Event): void => {
    if (event.name !== 'ChildWorkflowExecutionStarted') return;
    this.#hasStarted = true;
    // An event that does not say which child it is troubles those only who ask.
    of(event.attributes.workflowExecution).pipe(map(executionId)).subscribe(this.#started$);
  };

  tellResult(subscriber: Subscriber<O>): void {
    this.#isTaken = true;
    subscriber.add(this.#result$.subscribe(subscriber));
    subscriber.add(() => this.#leave());
  }

  tellStart(subscriber: Subscriber<ExecutionId>): void {
    this.#waiting += 1;
    subscriber.add(this.#started$.subscribe(subscriber));
    subscriber.add(() => {
      this.#waiting -= 1;
      if (!this.#hasStarted && !this.isAwaited()) this.#leave();
    });
  }

  #leave(): void {
    this.#subscription.unsubscribe();
    if (this.#isAbandoned || this.#hasStarted) return;
    this.#isGone = true;
    this.#started$.complete();
  }
}
