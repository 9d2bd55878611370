import type { OpenSubscription } from './Step.js';

/** A moment in a marble row: the turn at which the workflow saw it, and the time of the event. */
export interface MarblePoint {
  /** Number of the step, from 1. */
  readonly turn: number;
  /** In ISO 8601. */
  readonly at: string;
  /** The event that records it; absent for values that the pipeline emitted. */
  readonly eventId?: number;
}

/** A value of a marble row. */
export interface MarbleValue extends MarblePoint {
  readonly value?: unknown;
}

/** The end of a marble row. */
export interface MarbleEnd extends MarblePoint {
  readonly kind: 'complete' | 'error' | 'cancel';
  /** Why it failed. */
  readonly reason?: string;
  /** Details of the failure. */
  readonly value?: unknown;
}

/** An Observable of a workflow as a row of a marble diagram: `run`, `timer`, `child`, `signal` and so on. */
export interface MarbleRow {
  /** `output` is the pipeline that the workflow returns. */
  readonly kind: OpenSubscription['kind'] | 'output';
  /** `run Charge`, `timer 60 s`, `child Refund`, `signal price`, `output`. */
  readonly name: string;
  /** Id of the activity, timer, child and so on; absent for signals, cancel requests and the output. */
  readonly id?: string;
  /** Subscription: the decision that issued the command, or the first turn that a signal was seen or waited for. */
  readonly begin: MarblePoint;
  readonly values: readonly MarbleValue[];
  /** Absent while it is open. */
  readonly end?: MarbleEnd;
}
