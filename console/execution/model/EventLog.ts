import type { EventRecord } from 'rx-swf/remote';
import {
  asyncScheduler,
  bufferTime,
  concat,
  connect,
  filter,
  ignoreElements,
  merge,
  type Observable,
  of,
  type SchedulerLike,
  scan,
} from 'rxjs';

/** The events of a run that the page has so far. */
export interface EventLog {
  readonly events: readonly EventRecord[];
  /** True once the run is closed: there are no further events. */
  readonly isComplete: boolean;
}

/** Milliseconds for which events are collected, so that a long history renders a few times and not 25,000 times. */
const period = 60;

const empty: EventLog = { events: [], isComplete: false };

/** Collects the events of a history, and emits all of them after each change. */
export const eventLog = (
  history$: Observable<EventRecord>,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<EventLog> =>
  history$.pipe(
    connect(shared$ =>
      merge(
        shared$.pipe(
          bufferTime(period, undefined, Number.POSITIVE_INFINITY, scheduler),
          filter(({ length }) => length > 0),
        ),
        concat(shared$.pipe(ignoreElements()), of(undefined)),
      ),
    ),
    scan(
      (log: EventLog, batch: readonly EventRecord[] | undefined): EventLog =>
        batch === undefined ? { ...log, isComplete: true } : { ...log, events: log.events.concat(batch) },
      empty,
    ),
  );

/** Returns the event with an id: ids count from 1. */
export function eventOf(events: readonly EventRecord[], id: number): EventRecord | undefined {
  const guess = events[id - 1];
  return guess?.id === id ? guess : events.find(event => event.id === id);
}
