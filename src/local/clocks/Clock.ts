/**
 * How time may pass while the service has nothing to do:
 *
 * - `real`: somebody works, and works in real time;
 * - `patient`: nobody works, but somebody may still step in before the deadline;
 * - `quick`: all that anybody waits for is the deadline.
 */
export type Pace = 'real' | 'patient' | 'quick';

/** Rings once when its time has come; setting it again replaces the former time. */
export interface Alarm {
  /** Rings at this time, in milliseconds since the epoch, or soon after. */
  set(at: number): void;
  /** Does not ring any more. */
  clear(): void;
  /** Whether the process should stay alive for it: somebody waits for what it brings. */
  keepAlive(wanted: boolean): void;
  /** Told before something is done, and while something is: time must not be skipped. */
  hold?(): void;
  /** Told after that: when the next thing happens by itself, and how time may pass until then. */
  release?(until: number, pace: Pace): void;
}

/**
 * Where the embedded service takes its time from. The service keeps an alarm set to its next deadline, and another
 * to the end of the next long poll, so a clock of one's own decides when, and how fast, these are reached.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** An alarm of this clock that calls `ring`. */
  alarm(ring: () => void): Alarm;
  /**
   * Told by a service that goes on from what it kept: time is this at least, in milliseconds since the epoch. Where a
   * clock has no such method, the service goes on from there by itself, as fast as the clock.
   */
  reach?(time: number): void;
  /** What long polls wait by, if not by this clock. */
  readonly polls?: Clock;
}
