import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { EventAttributes } from './EventAttributes.js';
import type { EventName, EventStateOf, EventTypeOf } from './eventTable.js';

/** What the events of any type have in common. */
export interface EventBase {
  /** The event's number in its history, from 1. */
  readonly id: number;
  readonly timestamp: Date;
  /** The event as it came from the service. */
  readonly raw: HistoryEventLike;
  /** `5 ActivityTaskScheduled 2026-01-01T00:00:00.000Z` */
  toString(): string;
  toJSON(): { id: number; name: string; timestamp: Date; attributes: object };
}

/** An event of a type that the API has. */
export interface EventOf<N extends EventName> extends EventBase {
  /** The API's name of the event type; it tells which attributes there are. */
  readonly name: N;
  /** What the event is about. */
  readonly type: EventTypeOf<N>;
  /** The state that it is in from then on. */
  readonly state: EventStateOf<N>;
  readonly attributes: EventAttributes<N>;
}

/** A string that is none of the known names: only an enum's member keeps `string` from matching them all. */
declare enum UnknownEventName {
  unknown = '(the event type as the service gave it)',
}

/** An event of a type that this version of the library does not know. */
export interface UnknownEvent extends EventBase {
  /** The event type as the service gave it: any string but the names that are known. */
  readonly name: UnknownEventName;
  readonly type: 'Unknown';
  readonly state: 'unknown';
  /** The attributes as they came. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** An event of any type that the API has. */
export type KnownEvent = { [N in EventName]: EventOf<N> }[EventName];

/**
 * A history event. Its `name` narrows its `attributes`.
 *
 * @example
 * ```ts
 * import type { Event } from 'rx-swf';
 *
 * export function describe(event: Event): string {
 *   switch (event.name) {
 *     case 'ActivityTaskScheduled':
 *       return `${event.attributes.activityId} goes to ${event.attributes.taskList}`;
 *     case 'TimerFired':
 *       return `${event.attributes.timerId} fired`;
 *     default:
 *       return `${event.type} is ${event.state}`;
 *   }
 * }
 * ```
 */
export type Event = KnownEvent | UnknownEvent;

/** What an event can be about. */
export type EventSubject = Event['type'];

/**
 * The SDK's `HistoryEvent`, or the same as the AWS CLI and others print it: a timestamp in ISO form (without a zone it is
 * in UTC), or in seconds or milliseconds since the epoch.
 */
export type HistoryEventLike = Omit<HistoryEvent, 'eventType' | 'eventTimestamp'> & {
  readonly eventType: string | undefined;
  readonly eventTimestamp: Date | number | string | undefined;
};

/** Whether an event is of a type that this version of the library knows. */
export function isKnown(event: Event): event is KnownEvent {
  return event.type !== 'Unknown';
}
