import type { Alarm, Clock } from './Clock.js';

/** `setTimeout` waits no longer than this. */
const longestTimeout = 2 ** 31 - 1;

/**
 * The machine's own clock.
 *
 * @example
 * ```ts
 * import { LocalSwf, realClock } from 'rx-swf/local';
 *
 * const swf = new LocalSwf({ clock: realClock() });   // the default, also called 'real'
 * ```
 */
export function realClock(): Clock {
  return { now: Date.now, alarm: ring => new TimeoutAlarm(Date.now, ring) };
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
        this.#ring();
      },
      Math.min(Math.max(at - this.#now(), 0), longestTimeout),
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
