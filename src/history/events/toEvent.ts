import { refuse, toDuration } from '../../values/index.js';
import type { Event, HistoryEventLike } from './Event.js';
import { attributesKey, eventNames, eventTable } from './eventTable.js';

/**
 * Converts an event from the SDK or the AWS CLI to an {@link Event}. An event of an unknown type gets the
 * type `'Unknown'`. The timestamp may be a `Date`, seconds or milliseconds since the epoch, or an ISO string,
 * which is in UTC if it has no time zone.
 *
 * @throws `InvalidArgumentError` if the id, the type or the timestamp is missing or not valid.
 * @example
 * ```ts
 * import { toEvent } from 'rx-swf';
 *
 * const event = toEvent({
 *   eventId: 7,
 *   eventType: 'TimerFired',
 *   eventTimestamp: 1_767_225_600,
 *   timerFiredEventAttributes: { timerId: 'backoff', startedEventId: 5 },
 * });
 * if (event.name === 'TimerFired') console.log(event.attributes.timerId); // backoff
 * ```
 */
export function toEvent(event: HistoryEventLike): Event {
  return convert(event, false);
}

/**
 * Converts an event that was just read from the service. It becomes a part of the result: attributes that need
 * no conversion are frozen and shared, which saves copies of two objects for most events.
 */
export function adoptEvent(event: HistoryEventLike): Event {
  return convert(event, true);
}

function convert(event: HistoryEventLike, isAdopted: boolean): Event {
  const { eventType: name, eventId: id } = event;
  if (typeof name !== 'string') return refuse('eventType', name, 'a string');
  if (typeof id !== 'number') return refuse('eventId', id, 'a number');
  const kind = kinds.get(name) ?? unknownKind(name);
  const members: object = event;
  const given: unknown = members[kind.key as keyof typeof members];
  const attributes = kind.type === 'Unknown' ? copied(given) : toAttributes(given, isAdopted);
  const timestamp = toTimestamp(event.eventTimestamp, isAdopted);
  return new EventValue(name, kind, id, timestamp, attributes, event) as Event;
}

interface Kind {
  readonly type: string;
  readonly state: string;
  readonly key: string;
}

const kinds: ReadonlyMap<string, Kind> = new Map(
  eventNames.map(name => [name, { ...eventTable[name], key: attributesKey(name) }]),
);

function unknownKind(name: string): Kind {
  return { type: 'Unknown', state: 'unknown', key: attributesKey(name) };
}

/** Class of all events. Callers see it as `Event`, which has the exact types of the members. */
class EventValue {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly state: string;
  readonly timestamp: Date;
  readonly attributes: object;
  readonly #raw: HistoryEventLike;

  constructor(
    name: string,
    { type, state }: Kind,
    id: number,
    timestamp: Date,
    attributes: object,
    raw: HistoryEventLike,
  ) {
    this.id = id;
    this.name = name;
    this.type = type;
    this.state = state;
    this.timestamp = timestamp;
    this.attributes = attributes;
    this.#raw = raw;
    Object.freeze(this);
  }

  get raw(): HistoryEventLike {
    return this.#raw;
  }

  toString(): string {
    return `${this.id} ${this.name} ${this.timestamp.toISOString()}`;
  }

  toJSON() {
    const { id, name, timestamp, attributes } = this;
    return { id, name, timestamp, attributes };
  }

  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    return `${this} ${inspect(this.attributes, options)}`;
  }
}

/** @internal Returns `true` for what {@link toEvent} returns. */
export function isEvent(event: Event | HistoryEventLike): event is Event {
  return event instanceof EventValue;
}

const nothing: object = Object.freeze({});

/** Copies the attributes of an unknown event, whose meaning is not known, without converting them. */
function copied(given: unknown): object {
  return typeof given === 'object' && given !== null ? Object.freeze({ ...given }) : nothing;
}

function toAttributes(given: unknown, isAdopted: boolean): object {
  if (typeof given !== 'object' || given === null) return nothing;
  const members = given as Readonly<Record<string, unknown>>;
  let attributes: Record<string, unknown> = isAdopted ? members : { ...members };
  for (const key in members) {
    const value = members[key];
    const attribute = toAttribute(key, value, isAdopted);
    if (attribute === value && value !== undefined) continue;
    if (attributes === members) attributes = { ...members };
    if (attribute === undefined) delete attributes[key];
    else attributes[key] = attribute;
  }
  return Object.freeze(attributes);
}

/** Returns the value of an attribute; `undefined` if it is absent. In SWF's protocol, `null` means absent. */
function toAttribute(key: string, value: unknown, isAdopted: boolean): unknown {
  if (typeof value === 'string') {
    if (key === 'taskPriority') return Number(value);
    return key.endsWith('Timeout') ? toDuration(value) : value;
  }
  if (typeof value !== 'object') return value;
  if (value === null) return undefined;
  if (key === 'taskList' && 'name' in value) return value.name;
  return Object.freeze(isAdopted ? value : Array.isArray(value) ? [...value] : { ...value });
}

function toTimestamp(value: Date | number | string | undefined, isAdopted: boolean): Date {
  const time = isAdopted && value instanceof Date ? value : newDate(value);
  if (Number.isNaN(time.getTime()))
    return refuse('eventTimestamp', value, 'a Date, an ISO date, or seconds or milliseconds since the epoch');
  return time;
}

function newDate(value: Date | number | string | undefined): Date {
  return typeof value === 'number' ? fromEpoch(value) : new Date(inZone(value ?? Number.NaN));
}

/** Smaller numbers are seconds. In seconds, this is the year 5138; in milliseconds, 1973, before SWF. */
const firstMilliseconds = 1e11;

function fromEpoch(time: number): Date {
  // SWF's precision is milliseconds; without rounding, an inexact fraction could lose one of them.
  return new Date(time < firstMilliseconds ? Math.round(time * 1000) : Math.round(time));
}

/** Unambiguous timestamps: an ISO date, which is in UTC, or a time with a time zone. */
const zoned = /^\d{4}-\d\d-\d\d$|\d:\d\d.*(?:Z|GMT|UTC|[+-]\d\d:?\d\d)/;

/** Reads ISO text without a time zone, as printed by Python, as UTC; `Date` would read it as local time. */
function inZone(value: Date | number | string): Date | number | string {
  if (typeof value !== 'string') return value;
  const [, date, time] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$/.exec(value) ?? [];
  if (date !== undefined) return `${date}T${time}Z`;
  return zoned.test(value) ? value : Number.NaN;
}
