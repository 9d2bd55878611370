import type { ClockAlarm, ClockPace } from '../clocks/Clock.js';

/** Keeps an alarm set to the earliest time requested, and sets it no more often than necessary. */
export class Reminder {
  readonly #alarm: ClockAlarm;
  #at = Number.POSITIVE_INFINITY;
  #isOver = false;

  constructor(makeAlarm: (ring: () => void) => ClockAlarm, ring: () => void) {
    this.#alarm = makeAlarm(() => {
      this.#at = Number.POSITIVE_INFINITY;
      ring();
    });
  }

  /** Rings at this time at the latest. Ringing early is harmless, so the alarm is never postponed. */
  by(at: number | undefined): void {
    if (this.#isOver || at === undefined || this.#at <= at) return;
    this.#at = at;
    this.#alarm.set(at);
  }

  /** Prevents time from being skipped until `release()`. */
  hold(): void {
    if (!this.#isOver) this.#alarm.hold?.();
  }

  /** Lets time pass at this pace until the given time. */
  release(until: number, pace: ClockPace): void {
    if (!this.#isOver) this.#alarm.release?.(until, pace);
  }

  keepAlive(wanted: boolean): void {
    this.#alarm.keepAlive(wanted);
  }

  /** Detaches from the clock for good, since others may share it. */
  end(): void {
    this.#isOver = true;
    this.#alarm.clear();
  }
}
