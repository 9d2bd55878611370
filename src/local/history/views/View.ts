import type { Attributes, EventType } from '../../api/events.js';
import type { Execution } from '../../state/Execution.js';

/** Updates the state derived from a history for one event. It must not append events. */
export type View<T extends EventType> = (
  execution: Execution,
  attributes: Attributes<T>,
  eventId: number,
) => void;

/** The views of some types of event. */
export type Views = { readonly [T in EventType]?: View<T> };
