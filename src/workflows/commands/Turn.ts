import type { Event } from '../../history/index.js';

/** One decision: what was news to it, and what it said. */
export interface Turn {
  /** The start of its decision task. */
  readonly startedEventId: number;
  /** How often the decision has been tried, this time included: tasks time out, and deciders fail. */
  readonly attempt: number;
  /** What happened since the turn before, in the order of the history. */
  readonly inputs: readonly Event[];
  /** What the decisions have written; `undefined` while the decision is not made yet. */
  readonly commands: readonly Event[] | undefined;
}
