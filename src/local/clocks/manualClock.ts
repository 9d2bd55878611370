import { type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';
import { Heap } from '../state/Heap.js';
import type { Clock, ClockAlarm } from './Clock.js';

/**
 * A clock that stands still until `advance` is called. It is also an RxJS scheduler, so that the timers of
 * your program and those of the service fire in one common order.
 *
 * @example
 * ```ts
 * import { timer } from 'rxjs';
 * import { LocalSwf, manualClock } from 'rx-swf/local';
 *
 * const clock = manualClock();
 * const swf = new LocalSwf({ clock });
 * timer(60_000, clock).subscribe(() => console.log('a minute'));
 * clock.advance(30 * 86_400_000);   // every timer and timeout of thirty days, in order, at once
 * ```
 */
export interface ManualClock extends Clock, SchedulerLike {
  /**
   * Advances the time by this many milliseconds, stopping at each deadline on the way.
   *
   * @throws `RangeError` if `milliseconds` is negative or not finite
   */
  advance(milliseconds: number): void;
}

/** An alarm on a manual clock. */
class Appointment {
  readonly ring: () => void;
  heapIndex = -1;
  at = 0;
  /** Breaks ties between equal times: first set, first rung. */
  order = 0;

  constructor(ring: () => void) {
    this.ring = ring;
  }
}

class Calendar implements ManualClock {
  readonly #appointments = new Heap<Appointment>((a, b) => (a.at === b.at ? a.order < b.order : a.at < b.at));
  #now: number;
  #orders = 0;
  readonly now = () => this.#now;

  constructor(start: number) {
    this.#now = start;
  }

  alarm(ring: () => void): ClockAlarm {
    const appointment = new Appointment(ring);
    return {
      set: at => {
        this.#appointments.delete(appointment);
        appointment.at = at;
        this.#orders += 1;
        appointment.order = this.#orders;
        this.#appointments.push(appointment);
      },
      clear: () => void this.#appointments.delete(appointment),
      keepAlive: () => {},
    };
  }

  schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delay?: number, state?: T): Subscription {
    return new CalendarAction(this, work).schedule(state, delay);
  }

  reach(time: number): void {
    this.advance(Math.max(time - this.#now, 0));
  }

  advance(milliseconds: number): void {
    if (!(milliseconds >= 0 && Number.isFinite(milliseconds)))
      throw new RangeError(
        `milliseconds of advance() must be a non-negative finite number, got ${milliseconds}`,
      );
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#appointments.peek();
      if (next === undefined || next.at > end) break;
      this.#appointments.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.ring();
    }
    this.#now = end;
  }
}

/** Work scheduled by RxJS, which may reschedule itself. */
class CalendarAction<T> extends Subscription implements SchedulerAction<T> {
  readonly #clock: Clock;
  readonly #alarm: ClockAlarm;
  #state: T | undefined;
  #isPending = false;

  constructor(clock: Clock, work: (this: SchedulerAction<T>, state?: T) => void) {
    super();
    this.#clock = clock;
    this.#alarm = clock.alarm(() => {
      this.#isPending = false;
      work.call(this, this.#state);
      if (!this.#isPending) this.unsubscribe();
    });
    this.add(() => this.#alarm.clear());
  }

  schedule(state?: T, delay = 0): Subscription {
    if (this.closed) return this;
    this.#state = state;
    this.#isPending = true;
    this.#alarm.set(this.#clock.now() + Math.max(delay, 0));
    return this;
  }
}

/**
 * Creates a clock for tests that starts at `start` (milliseconds since the epoch) and moves only with
 * `advance`.
 *
 * @example
 * ```ts
 * import { LocalSwf, manualClock } from 'rx-swf/local';
 *
 * const clock = manualClock(Date.UTC(2030, 0, 1));
 * const swf = new LocalSwf({ clock });
 * clock.advance(60_000);
 * ```
 */
export function manualClock(start: number = Date.UTC(2020, 0, 1)): ManualClock {
  if (!Number.isFinite(start))
    throw new RangeError(`start of manualClock() must be a finite number of milliseconds, got ${start}`);
  return new Calendar(start);
}
