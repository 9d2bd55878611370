import type { Event } from '../../history/index.js';
import { marks, reserved } from './marks.js';

/** A note that the library has written into a history, with its details. */
export type Note = readonly [name: string, details: string | undefined];

/** Details of a retry note: whether the attempt after a failed one followed immediately or after a timer. */
export const retries = { atOnce: 'at once', waits: 'waits' } as const;

/**
 * Returns the mark for the number of a failed attempt. It is written to the `control` of the timer or of the
 * next attempt.
 */
export const retryMark = (attempt: string): string => `${marks.retry}.${attempt}`;

/** Returns all such notes of a history. */
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
