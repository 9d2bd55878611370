/**
 * The pace at which time may pass while the service is idle:
 *
 * - `real`: work is in progress, so time must pass in real time;
 * - `patient`: no work is in progress, but a call may still arrive before the next deadline;
 * - `quick`: everything waits for the next deadline.
 */
export type ClockPace = 'real' | 'patient' | 'quick';

/** An alarm that rings once at its time. Setting it again replaces the previous time. */
export interface ClockAlarm {
  /** Sets the alarm to ring at this time, in milliseconds since the epoch, or soon after. */
  set(at: number): void;
  /** Cancels the alarm. */
  clear(): void;
  /** Keeps the process alive for this alarm, or stops doing so. */
  keepAlive(wanted: boolean): void;
  /** Called before and during an operation: time must not be skipped until `release`. */
  hold?(): void;
  /**
   * Called after the operation.
   *
   * @param until - the next deadline, in milliseconds since the epoch; `Infinity` if there is none
   * @param pace - the pace at which time may pass until then
   */
  release?(until: number, pace: ClockPace): void;
}

/**
 * The source of time of the embedded service. The service keeps one alarm set to its next deadline, and
 * another to the end of the next long poll, so a custom clock controls when and how fast these are reached.
 */
export interface Clock {
  /** Returns the current time, in milliseconds since the epoch. */
  now(): number;
  /** Creates an alarm on this clock that calls `ring`. */
  alarm(ring: () => void): ClockAlarm;
  /**
   * Called when a service resumes from stored state: the time must be at least this, in milliseconds since
   * the epoch. If a clock doesn't have this method, the service adds an offset to the clock instead.
   */
  reach?(time: number): void;
  /** The clock for long polls. Defaults to this clock. */
  readonly polls?: Clock;
}
