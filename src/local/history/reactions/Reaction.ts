import type { Attributes, ReactingEvent } from '../../api/events.js';
import type { Execution } from '../../state/Execution.js';

/** Applies the effects of an event outside of its own history or after its own operation. */
export type Reaction<T extends ReactingEvent> = (
  execution: Execution,
  attributes: Attributes<T>,
  eventId: number,
) => void;

/** The reactions to some types of event. */
export type Reactions<T extends ReactingEvent = ReactingEvent> = { readonly [K in T]: Reaction<K> };
