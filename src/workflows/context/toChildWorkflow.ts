import { map, type Observable, of, ReplaySubject, type Subscriber, type Subscription } from 'rxjs';
import type { Event } from '../../history/index.js';
import { type ExecutionId, executionId } from '../../values/index.js';
import type { ChildWorkflow } from '../definitions/ChildWorkflow.js';
import { Waitable } from '../saga/saga.js';

/** Observer of a child's events. */
export interface ChildObserver {
  /** Called for each event of the child. */
  readonly onEvent: (event: Event) => void;
  /** Returns whether the child is awaited. */
  readonly isAwaited: () => boolean;
}

/** Issues the command for a child. */
type StartChild<O> = (observer: ChildObserver) => Observable<O>;

/**
 * Creates a {@link ChildWorkflow}. Each subscription to the result runs a separate child.
 *
 * @param isAbandoned - whether a child starts and continues even if it is unsubscribed from
 */
export function toChildWorkflow<O>(start: StartChild<O>, isAbandoned: boolean): ChildWorkflow<O> {
  let latest: ChildRun<O> | undefined;
  const begin = () => {
    latest = new ChildRun(start, isAbandoned);
    return latest;
  };
  const forResult = () => (latest?.isUnclaimed ? latest : begin());
  const forStart = () => (latest === undefined || latest.isGone ? begin() : latest);
  const result = new Waitable<O>(subscriber => forResult().subscribeToResult(subscriber));
  const started$ = new Waitable<ExecutionId>(subscriber => forStart().subscribeToStart(subscriber));
  return Object.assign(result, { started$ });
}

/** One child, from its command on. */
class ChildRun<O> implements ChildObserver {
  readonly #started$ = new ReplaySubject<ExecutionId>(1);
  readonly #result$ = new ReplaySubject<O>(1);
  readonly #isAbandoned: boolean;
  readonly #subscription: Subscription;
  #hasResultSubscriber = false;
  #hasStarted = false;
  #isGone = false;
  /** The number of subscribers waiting for the start. */
  #waiting = 0;

  constructor(start: StartChild<O>, isAbandoned: boolean) {
    this.#isAbandoned = isAbandoned;
    this.#subscription = start(this).subscribe({
      next: value => this.#result$.next(value),
      error: (error: unknown) => {
        this.#isGone = !this.#hasStarted;
        this.#started$.error(error);
        this.#result$.error(error);
      },
      complete: () => this.#result$.complete(),
    });
  }

  /** Indicates whether its result has not been subscribed to yet. */
  get isUnclaimed(): boolean {
    return !this.#hasResultSubscriber && !this.#isGone;
  }

  /** Indicates whether it has not started and never will. */
  get isGone(): boolean {
    return this.#isGone;
  }

  readonly isAwaited = (): boolean => this.#hasResultSubscriber || this.#waiting > 0;

  readonly onEvent = (event: Event): void => {
    if (event.name !== 'ChildWorkflowExecutionStarted') return;
    this.#hasStarted = true;
    // An event without the child's ids is an error only for subscribers of `started$`.
    of(event.attributes.workflowExecution).pipe(map(executionId)).subscribe(this.#started$);
  };

  subscribeToResult(subscriber: Subscriber<O>): void {
    this.#hasResultSubscriber = true;
    subscriber.add(this.#result$.subscribe(subscriber));
    subscriber.add(() => this.#unsubscribe());
  }

  subscribeToStart(subscriber: Subscriber<ExecutionId>): void {
    this.#waiting += 1;
    subscriber.add(this.#started$.subscribe(subscriber));
    subscriber.add(() => {
      this.#waiting -= 1;
      if (!this.#hasStarted && !this.isAwaited()) this.#unsubscribe();
    });
  }

  #unsubscribe(): void {
    this.#subscription.unsubscribe();
    if (this.#isAbandoned || this.#hasStarted) return;
    this.#isGone = true;
    this.#started$.complete();
  }
}
