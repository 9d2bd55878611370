import type { Event } from '../../history/index.js';
import { stepOf } from '../turns/stepOf.js';

/** Where an execution is on its way through the code: its last step, and the one before. */
export interface Place {
  readonly at: string;
  readonly after?: string;
}

/** The place of an execution that has done nothing yet. */
export const start: Place = { at: 'start' };

/**
 * Returns the place that events lead to.
 *
 * @param before - the place before these events
 * @param end - the id of the first event that does not count
 */
export function placeAfter(before: Place, events: Iterable<Event>, end: number): Place {
  let place = before;
  for (const event of events) {
    if (event.id >= end) break;
    const at = stepOf(event);
    if (at !== undefined) place = { at, after: place.at };
  }
  return place;
}

/** Describes a place: `signal approve after timer`. */
export const placeLabel = ({ at, after }: Place): string =>
  after === undefined ? at : `${at} after ${after}`;
