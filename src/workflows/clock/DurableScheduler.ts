import { type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';
import type { TurnHost } from '../guard/TurnHost.js';

/** The part of an execution's clock that a scheduler needs. */
type Clock = Pick<TurnHost, 'now' | 'after'>;

/** The clock of an execution as an RxJS scheduler. */
export class DurableScheduler implements SchedulerLike {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  readonly now = (): number => this.#clock.now();

  readonly schedule = <T>(
    work: (this: SchedulerAction<T>, state?: T) => void,
    delay?: number,
    state?: T,
  ): Subscription => new DurableAction(this.#clock, work).schedule(state, delay);
}

/** Work that RxJS has scheduled; it may reschedule itself. */
class DurableAction<T> extends Subscription implements SchedulerAction<T> {
  readonly #clock: Clock;
  readonly #work: (this: SchedulerAction<T>, state?: T) => void;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, work: (this: SchedulerAction<T>, state?: T) => void) {
    super();
    this.#clock = clock;
    this.#work = work;
    this.add(() => this.#cancel?.());
  }

  schedule(state?: T, delay = 0): Subscription {
    if (this.closed) return this;
    this.#cancel?.();
    const cancel = this.#clock.after(delay, () => {
      this.#cancel = undefined;
      this.#work(state);
      if (this.#cancel === undefined) this.unsubscribe();
    });
    this.#cancel = cancel;
    return this;
  }
}
