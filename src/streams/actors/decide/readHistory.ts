import { concat, defer, from, last, map, mergeMap, type Observable, scan, startWith, toArray } from 'rxjs';
import { History } from '../../../history/index.js';
import type { Domain } from '../../../models/index.js';
import { type Backoff, ResponseError, retryTransient } from '../../../requests/index.js';
import type { ExecutionId } from '../../../values/index.js';
import { missingEvents } from './missingEvents.js';
import type { Events } from './pagesAhead.js';

/** A decision task whose history is to be read. */
export interface Reading {
  readonly domain: Domain;
  readonly execution: ExecutionId;
  /** The last event of its history: that of its own start. */
  readonly startedEventId: number;
  /** The start of the last task that was answered; 0 for the first. */
  readonly previousStartedEventId: number;
  /** The first page of the events that came with it. */
  readonly first: Events;
  /** All of their pages, the first one again included. */
  readonly pages$: Observable<Events>;
  readonly backoff: Backoff;
}

/**
 * The whole history of a decision task, compiled page by page. It continues what is kept if the events that came
 * with the task fit behind it, and reads what is missing between if they do not. Whatever was kept, it is all
 * events from 1 to the task's start, or an error.
 *
 * @param kept - the execution's history as far as it is known from an earlier task
 */
export function readHistory(reading: Reading, kept?: History): Observable<History> {
  const { domain, execution, startedEventId, first, pages$, backoff } = reading;
  const known = knownOf(reading, kept);
  const before = first[0]?.eventId ?? 1;
  if (before <= known.length + 1) return continued(known, pages$).pipe(checked(startedEventId));
  const gap = { after: known.length, before, last: startedEventId };
  return pages$.pipe(
    // First of all, since their tokens do not last for long.
    toArray(),
    mergeMap(own =>
      defer(() => continued(known, concat(missingEvents(domain, execution, gap, backoff), from(own)))).pipe(
        checked(startedEventId),
        retryTransient(backoff),
      ),
    ),
  );
}

/** What is kept, cut to the task's start, unless the events that came with the task tell otherwise. */
function knownOf({ domain, first, startedEventId }: Reading, kept: History | undefined): History {
  const none = History.from([], { converter: domain.dataConverter });
  if (kept === undefined) return none;
  const same = first.every(({ eventId = 0, eventType, eventTimestamp }) => {
    const known = kept.get(eventId);
    return (
      known === undefined ||
      (known.name === eventType && known.timestamp.getTime() === eventTimestamp?.getTime())
    );
  });
  if (!same) return none;
  // A task may be late: another one, which came after it had timed out, was read before it.
  return kept.length > startedEventId ? kept.slice(0, startedEventId) : kept;
}

/** Compiles each page while the next one is on its way. */
function continued(known: History, pages$: Observable<Events>): Observable<History> {
  return pages$.pipe(
    scan((history, events) => {
      const longer = history.concat(events);
      void longer.lastEventId;
      return longer;
    }, known),
    startWith(known),
    last(),
  );
}

/** Ids rise, so that as many as the last one says are all. */
function checked(startedEventId: number) {
  return map((history: History) => {
    const { length, first, last } = history;
    if (length === startedEventId && first?.id === 1 && last?.id === startedEventId) return history;
    throw new ResponseError(`The history has ${length} events where ${startedEventId} were to be`, {
      kind: 'IncompleteHistory',
      transient: true,
    });
  });
}
