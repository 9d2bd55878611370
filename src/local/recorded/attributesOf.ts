import { attributesMember, type EventType } from '../api/events.js';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the attributes of a recorded event as AWS JSON, in which nothing is `undefined`. */
export function attributesOf(event: object, type: EventType): Record<string, unknown> {
  const found = Object.entries(event).find(([name]) => name === attributesMember(type))?.[1];
  const attributes: unknown = found === undefined ? undefined : JSON.parse(JSON.stringify(found));
  return isRecord(attributes) ? attributes : {};
}
