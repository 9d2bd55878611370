import type { Alarm, Pace } from '../clocks/Clock.js';

/** Sees to it that an alarm rings in time, and sets it no more often than it must. */
export class Reminder {
  readonly #alarm: Alarm;
  #at = Number.POSITIVE_INFINITY;
  #isOver = false;

  constructor(makeAlarm: (ring: () => void) => Alarm, ring: () => void) {
    this.#alarm = makeAlarm(() => {
      this.#at = Number.POSITIVE_INFINITY;
      ring();
    });
  }

  /** Rings at this time at the latest. An alarm that rings too early does no harm, so it is never put off. */
  by(at: number | undefined): void {
    if (this.#isOver || at === undefined || this.#at <= at) return;
    this.#at = at;
    this.#alarm.set(at);
  }

  /** Time must not be skipped until it is released. */
  hold(): void {
    if (!this.#isOver) this.#alarm.hold?.();
  }

  /** Time may pass like that until then. */
  release(until: number, pace: Pace): void {
    if (!this.#isOver) this.#alarm.release?.(until, pace);
  }

  keepAlive(wanted: boolean): void {
    this.#alarm.keepAlive(wanted);
  }

  /** Lets go of the clock for good: others may go by it. */
  end(): void {
    this.#isOver = true;
    this.#alarm.clear();
  }
}
