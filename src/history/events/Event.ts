import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { EventAttributes } from './EventAttributes.js';
import type { EventName, EventStateOf, EventTypeOf } from './eventTable.js';

/** Members of events of any type. */
export interface EventBase {
  /** Number of the event in its history, from 1. */
  readonly id: number;
  readonly timestamp: Date;
  /** The original event from the service. */
  readonly raw: HistoryEventLike;
  /** `5 ActivityTaskScheduled 2026-01-01T00:00:00.000Z` */
  toString(): string;
  toJSON(): { id: number; name: string; timestamp: Date; attributes: object };
}

/** An event of a known type. */
export interface EventOf<N extends EventName> extends EventBase {
  /** The API's name of the event type, which determines the attributes. */
  readonly name: N;
  /** Subject of the event. */
  readonly type: EventTypeOf<N>;
  /** State of the subject after the event. */
  readonly state: EventStateOf<N>;
  readonly attributes: EventAttributes<N>;
}

/** A string other than the known names. It is an enum, because `string` would match those as well. */
declare enum UnknownEventName {
  unknown = '(the event type as the service gave it)',
}

/** An event of a type that this version of the library does not know. */
export interface UnknownEvent extends EventBase {
  /** The event type from the service: any string other than the known names. */
  readonly name: UnknownEventName;
  readonly type: 'Unknown';
  readonly state: 'unknown';
  /** The attributes, unchanged. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** An event of any known type. */
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

/** Subject of an event. */
export type EventSubject = Event['type'];

/**
 * The SDK's `HistoryEvent`, or its equivalent as printed by the AWS CLI and other tools, whose timestamp is
 * an ISO string (in UTC if it has no time zone), or seconds or milliseconds since the epoch.
 */
export type HistoryEventLike = Omit<HistoryEvent, 'eventType' | 'eventTimestamp'> & {
  readonly eventType: string | undefined;
  readonly eventTimestamp: Date | number | string | undefined;
};

/** Returns `true` if this version of the library knows the event's type. */
export function isKnown(event: Event): event is KnownEvent {
  return event.type !== 'Unknown';
}
