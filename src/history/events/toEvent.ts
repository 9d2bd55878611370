import { refuse, toDuration } from '../../values/index.js';
import type { Event, HistoryEventLike } from './Event.js';
import { attributesKey, eventNames, eventTable } from './eventTable.js';

/**
 * Makes the {@link Event} of an event as the SDK or the AWS CLI gives it. An event of a type that is not known
 * passes through with the type `'Unknown'`. A timestamp is a `Date`, seconds or milliseconds since the epoch, or ISO
 * text, which without a zone is in UTC.
 *
 * @throws `InvalidArgumentError` when it has no id, type or timestamp.
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
  const { eventType: name, eventId: id } = event;
  if (typeof name !== 'string') return refuse('eventType', name, 'a string');
  if (typeof id !== 'number') return refuse('eventId', id, 'a number');
  const kind = kinds.get(name) ?? unknownKind(name);
  const members: object = event;
  const given: unknown = members[kind.key as keyof typeof members];
  const attributes = kind.type === 'Unknown' ? copied(given) : toAttributes(given);
  return new EventValue(name, kind, id, toTimestamp(event.eventTimestamp), attributes, event) as Event;
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

/** Every event is one; `Event` tells the types of the members apart. */
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

const nothing: object = Object.freeze({});

/** The attributes of an event that is not known: nobody can tell what they mean. */
function copied(given: unknown): object {
  return typeof given === 'object' && given !== null ? Object.freeze({ ...given }) : nothing;
}

function toAttributes(given: unknown): object {
  if (typeof given !== 'object' || given === null) return nothing;
  const attributes: Record<string, unknown> = {};
  const members = given as Readonly<Record<string, unknown>>;
  for (const key in members) {
    const value = members[key];
    // null is absent in SWF's protocol
    if (value !== undefined && value !== null) attributes[key] = toAttribute(key, value);
  }
  return Object.freeze(attributes);
}

function toAttribute(key: string, value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    if (key === 'taskList' && 'name' in value) return value.name;
    return Object.freeze(Array.isArray(value) ? [...value] : { ...value });
  }
  if (typeof value !== 'string') return value;
  if (key === 'taskPriority') return Number(value);
  return key.endsWith('Timeout') ? toDuration(value) : value;
}

function toTimestamp(value: Date | number | string | undefined): Date {
  const time = typeof value === 'number' ? fromEpoch(value) : new Date(inZone(value ?? Number.NaN));
  if (Number.isNaN(time.getTime()))
    return refuse('eventTimestamp', value, 'a Date, an ISO date, or seconds or milliseconds since the epoch');
  return time;
}

/** As seconds this is the year 5138, as milliseconds 1973: there are no events of either. */
const firstMilliseconds = 1e11;

function fromEpoch(time: number): Date {
  // SWF counts in milliseconds; the fraction that a double cannot hold must not cost one.
  return new Date(time < firstMilliseconds ? Math.round(time * 1000) : Math.round(time));
}

/** What says which moment it is wherever it is read: a day in ISO form, which is of UTC, or a time with its zone. */
const zoned = /^\d{4}-\d\d-\d\d$|\d:\d\d.*(?:Z|GMT|UTC|[+-]\d\d:?\d\d)/;

/** Text without a zone would be read as local time: in ISO form, as Python prints it, it is of UTC. */
function inZone(value: Date | number | string): Date | number | string {
  if (typeof value !== 'string') return value;
  const [, date, time] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$/.exec(value) ?? [];
  if (date !== undefined) return `${date}T${time}Z`;
  return zoned.test(value) ? value : Number.NaN;
}
