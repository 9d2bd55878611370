import type { Alarm, Pace } from './clocks/index.js';

/** Sees to it that an alarm rings in time, and sets it no more often than it must. */
export class Reminder {
  readonly #alarm: Alarm;
  #at = Number.POSITIVE_INFINITY;

  constructor(makeAlarm: (ring: () => void) => Alarm, ring: () => void) {
    this.#alarm = makeAlarm(() => {
      this.#at = Number.POSITIVE_INFINITY;
      ring();
    });
  }

  /** Rings at this time at the latest. An alarm that rings too early does no harm, so it is never put off. */
  by(at: number | undefined): void {
    if (at === undefined || this.#at <= at) return;
    this.#at = at;
    this.#alarm.set(at);
  }

  /** Time must not be skipped until it is released. */
  hold(): void {
    this.#alarm.hold?.();
  }

  /** Time may pass like that until then. */
  release(until: number, pace: Pace): void {
    this.#alarm.release?.(until, pace);
  }

  keepAlive(wanted: boolean): void {
    this.#alarm.keepAlive(wanted);
  }

  clear(): void {
    this.#alarm.clear();
  }
}
