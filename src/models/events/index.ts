export {
  type Event,
  type EventBase,
  type EventOf,
  type EventSubject,
  type HistoryEventLike,
  isKnown,
  type KnownEvent,
  type UnknownEvent,
} from './Event.js';
export type { EventAttributes } from './EventAttributes.js';
export { type EventName, eventNames } from './eventTable.js';
export { missingAttributes } from './missingAttributes.js';
export { toEvent } from './toEvent.js';
