import type { Event } from '../../history/index.js';

/** One decision: its new events and its commands. */
export interface Turn {
  /** The id of the event that started its decision task. */
  readonly startedEventId: number;
  /** The number of attempts at the decision, including this one, because tasks time out and deciders fail. */
  readonly attempt: number;
  /** The events since the previous turn, in the order of the history. */
  readonly inputs: readonly Event[];
  /** The events that the decisions wrote; `undefined` if the decision is not made yet. */
  readonly commands: readonly Event[] | undefined;
}
