import type { SchedulerAction, SchedulerLike, Subscription } from 'rxjs';

/** A scheduler that knows whether anything waits on it. While files are written, nothing does. */
export class WaitingScheduler implements SchedulerLike {
  readonly #scheduler: SchedulerLike;
  readonly #waiting = new Set<Subscription>();
  readonly now = () => this.#scheduler.now();

  constructor(scheduler: SchedulerLike) {
    this.#scheduler = scheduler;
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delay?: number, state?: T): Subscription {
    const action = this.#scheduler.schedule(work, delay ?? 0, state);
    this.#waiting.add(action);
    action.add(() => this.#waiting.delete(action));
    return action;
  }
}
