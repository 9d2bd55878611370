import type { EventRecord } from 'rx-swf/remote';

/** Returns what an event is about: if it does not say so itself, what the event that began it says. */
export function aboutOf(
  event: EventRecord,
  eventOf: (id: number) => EventRecord | undefined,
): string | undefined {
  const { scheduledEventId, initiatedEventId } = event.attributes;
  const origin = typeof scheduledEventId === 'number' ? scheduledEventId : initiatedEventId;
  const begun = typeof origin === 'number' ? eventOf(origin) : undefined;
  return subjectOf(event) ?? (begun && subjectOf(begun));
}

/** Attributes that say what an event is about, the most telling first. */
const ids = ['activityId', 'timerId', 'signalName', 'markerName', 'name', 'workflowId', 'id'] as const;

/** Returns what an event is about in a few words: `Resize 1`, `timer backoff`, `signal addFile`, `child album-7`. */
export function subjectOf({ name, attributes }: EventRecord): string | undefined {
  const type = typeNameOf(attributes['activityType']) ?? typeNameOf(attributes['workflowType']);
  const execution = attributes['workflowExecution'];
  const workflowId =
    name.includes('Child') || name.includes('External') ? memberOf(execution, 'workflowId') : undefined;
  const id = ids.map(key => attributes[key]).find(value => typeof value === 'string');
  const parts = [type, workflowId ?? (typeof id === 'string' ? id : undefined)];
  const text = parts.filter(part => part !== undefined).join(' ');
  return text === '' ? undefined : text;
}

const typeNameOf = (type: unknown): string | undefined => memberOf(type, 'name');

function memberOf(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const member: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
  return typeof member === 'string' ? member : undefined;
}
