import type { Clock, ClockAlarm } from './Clock.js';
import { machineTime } from './machineTime.js';

/**
 * Milliseconds after which an alarm checks the time again, since timers don't count the time that the machine
 * sleeps.
 */
const longestTimeout = 60_000;

/**
 * Returns the machine's clock, except that it never goes back: if the machine's clock is set back, time keeps
 * advancing.
 *
 * @example
 * ```ts
 * import { LocalSwf, realClock } from 'rx-swf/local';
 *
 * const swf = new LocalSwf({ clock: realClock() });   // the default, also called 'real'
 * ```
 */
export function realClock(): Clock {
  const now = machineTime();
  return { now, alarm: ring => new TimeoutAlarm(now, ring) };
}

/** An alarm on a clock that runs at the speed of the machine's, even if it shows a different time. */
export class TimeoutAlarm implements ClockAlarm {
  readonly #now: () => number;
  readonly #ring: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wanted = false;

  constructor(now: () => number, ring: () => void) {
    this.#now = now;
    this.#ring = ring;
  }

  set(at: number): void {
    clearTimeout(this.#timer);
    const timer = setTimeout(
      () => {
        this.#timer = undefined;
        // Timers can fire a fraction early, and long ones are split into steps.
        if (this.#now() < at) this.set(at);
        else this.#ring();
      },
      Math.min(Math.max(Math.ceil(at - this.#now()), 0), longestTimeout),
    );
    this.#timer = timer;
    if (!this.#wanted) timer.unref?.();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  keepAlive(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    // A page, or a test runner that imitates one, has numbers as timers. They keep nothing alive.
    if (wanted) this.#timer?.ref?.();
    else this.#timer?.unref?.();
  }
}
