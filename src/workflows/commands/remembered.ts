import type { Event } from '../../history/index.js';
import { marks, reserved } from './marks.js';

/** Something that the library has written into a history, and what it says. */
export type Note = readonly [name: string, details: string | undefined];

/** What a note of a retry says: whether the attempt after a failed one came at once, or after a timer. */
export const retries = { atOnce: 'at once', waits: 'waits' } as const;

/** What came after a failed attempt is noted by its number: in the `control` of the timer, or of the next attempt. */
export const retryMark = (attempt: string): string => `${marks.retry}.${attempt}`;

/** All such notes of a history. */
export function* remembered(events: Iterable<Event>): Generator<Note> {
  for (const event of events) {
    const note = noteOf(event);
    if (note !== undefined) yield note;
  }
}

function noteOf(event: Event): Note | undefined {
  switch (event.name) {
    case 'MarkerRecorded': {
      const { markerName, details } = event.attributes;
      return markerName?.startsWith(reserved) ? [markerName, details] : undefined;
    }
    case 'TimerStarted':
      return retryOf(event.attributes.control, retries.waits);
    case 'ActivityTaskScheduled':
      return retryOf(event.attributes.control, retries.atOnce);
    default:
      return undefined;
  }
}

function retryOf(control: string | undefined, how: string): Note | undefined {
  const isRetry = control?.startsWith(`"${marks.retry}.`) === true;
  return isRetry ? [control.slice(1, -1), how] : undefined;
}
