import { reserved, reservedPrefix } from '../../decisions/reservedNames.js';
import type { Event } from '../../history/index.js';

/** A note that the library has written into a history, with its details. */
export type Note = readonly [name: string, details: string | undefined];

/** Details of a note about a retired version: code that has deleted it does not have to call `version`. */
export const retired = 'retired';
export const retiredDetails = JSON.stringify(retired);

/** Details of a retry note: whether the attempt after a failed one followed immediately or after a timer. */
export const retries = { atOnce: 'at once', waits: 'waits' } as const;

/**
 * Returns the name of the note about the retry after a failed attempt, given its number. It is the `control`
 * of the timer or of the next attempt.
 */
export const retryNote = (attempt: string): string => `${reserved.retry}.${attempt}`;

/** Returns all notes in a history. */
export function notesIn(events: Iterable<Event>): Note[] {
  const notes: Note[] = [];
  for (const event of events) {
    const note = noteOf(event);
    if (note !== undefined) notes.push(note);
  }
  return notes;
}

function noteOf(event: Event): Note | undefined {
  switch (event.name) {
    case 'MarkerRecorded': {
      const { markerName, details } = event.attributes;
      return markerName?.startsWith(reservedPrefix) ? [markerName, details] : undefined;
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
  const isRetry = control?.startsWith(`"${reserved.retry}.`) === true;
  return isRetry ? [control.slice(1, -1), how] : undefined;
}
