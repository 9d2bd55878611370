/** Second argument of a handler, in addition to its task. */
export interface PerformContext {
  /**
   * Aborted when a cancel was requested, the task is gone or was settled otherwise (given up at the end of
   * draining), or the worker is unsubscribed from. Its reason says which.
   */
  readonly signal: AbortSignal;
  /**
   * Sets the details of the next heartbeat, such as the progress of the work. At most 2,048 characters as a
   * payload, unless it is offloaded.
   */
  heartbeat(details: unknown): void;
}
