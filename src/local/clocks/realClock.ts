import type { Alarm, Clock } from './Clock.js';
import { machineTime } from './machineTime.js';

/** After this many milliseconds an alarm looks again: timers do not count the time for which the machine sleeps. */
const longestTimeout = 60_000;

/**
 * The machine's own clock, but that it never goes back: where that is set back, time goes on.
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

/** An alarm on a clock that goes as fast as the machine's, whatever it shows. */
export class TimeoutAlarm implements Alarm {
  readonly #now: () => number;
  readonly #ring: () => void;
  #timer: NodeJS.Timeout | undefined;
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
        // Timers end early by a fraction, and long ones in steps.
        if (this.#now() < at) this.set(at);
        else this.#ring();
      },
      Math.min(Math.max(Math.ceil(at - this.#now()), 0), longestTimeout),
    );
    if (!this.#wanted) timer.unref();
    this.#timer = timer;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  keepAlive(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) this.#timer?.ref();
    else this.#timer?.unref();
  }
}
