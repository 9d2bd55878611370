import type { Attributes, EventType } from '../../api/events.js';
import type { Execution } from '../../state/Execution.js';

/** Brings what is indexed beside the history up to date with one event. It appends nothing. */
export type View<T extends EventType> = (
  execution: Execution,
  attributes: Attributes<T>,
  eventId: number,
) => void;

/** The views of some types of event. */
export type Views = { readonly [T in EventType]?: View<T> };
