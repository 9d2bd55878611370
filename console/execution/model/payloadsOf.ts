import type { EventRecord } from 'rx-swf/remote';

/** A payload of an event, as SWF has it. */
export interface Payload {
  readonly eventId: number;
  /** Name of the event that carries it. */
  readonly event: string;
  /** Name of the attribute, such as `input`. */
  readonly name: string;
  readonly text: string;
}

/** Attributes whose texts are payloads. */
const names = ['input', 'result', 'details', 'control', 'executionContext', 'reason'] as const;

/** Returns the payloads of an event. A reason is one only if it looks like data. */
export function payloadsOf({ id, name: event, attributes }: EventRecord): readonly Payload[] {
  return names.flatMap(name => {
    const text = attributes[name];
    if (typeof text !== 'string' || text === '') return [];
    if (name === 'reason' && !/^\s*[[{]/.test(text)) return [];
    return [{ eventId: id, event, name, text }];
  });
}
