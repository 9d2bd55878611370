import { concat, defer, from, map, mergeMap, type Observable, reduce, toArray } from 'rxjs';
import { adoptEvent, History } from '../../../history/index.js';
import type { Domain } from '../../../models/index.js';
import { type Backoff, ResponseError, retryTransient } from '../../../requests/index.js';
import type { ExecutionId } from '../../../values/index.js';
import { missingEvents } from './missingEvents.js';
import type { Events } from './pagesAhead.js';

/** A decision task whose history is still to be read. */
export interface UnreadTask {
  readonly domain: Domain;
  readonly execution: ExecutionId;
  /** Id of the last event of its history: the started event of the task itself. */
  readonly startedEventId: number;
  /** Started event id of the last answered task; 0 for the first. */
  readonly previousStartedEventId: number;
  /** First page of the events that came with the task. */
  readonly first: Events;
  /** All pages of these events, including the first. */
  readonly pages$: Observable<Events>;
  readonly backoff: Backoff;
}

/**
 * Reads the whole history of a decision task. If the events that came with the
 * task directly follow the cached history, they extend it; otherwise, the missing events in between are read
 * first. Whatever was cached, the result has all events from 1 to the start of the task, or is an error.
 *
 * @param kept - cached history of the execution, from an earlier task
 */
export function readHistory(task: UnreadTask, kept?: History): Observable<History> {
  const { domain, execution, startedEventId, first, pages$, backoff } = task;
  const known = knownOf(task, kept);
  const before = first[0]?.eventId ?? 1;
  if (before <= known.length + 1) return continued(known, pages$).pipe(checked(startedEventId));
  const gap = { after: known.length, before, last: startedEventId };
  return pages$.pipe(
    // The task's own pages are fetched first because their tokens expire soon.
    toArray(),
    mergeMap(own =>
      defer(() => continued(known, concat(missingEvents(domain, execution, gap, backoff), from(own)))).pipe(
        checked(startedEventId),
        retryTransient(backoff),
      ),
    ),
  );
}

/**
 * Returns the cached history, cut at the start of the task, or an empty one if the task's events contradict
 * it.
 */
function knownOf({ domain, first, startedEventId }: UnreadTask, kept: History | undefined): History {
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
  // The task may be late: a newer task, delivered after this one timed out, may have been read before it.
  return kept.length > startedEventId ? kept.slice(0, startedEventId) : kept;
}

function continued(known: History, pages$: Observable<Events>): Observable<History> {
  return pages$.pipe(reduce((history, events) => history.concat(events.map(adoptEvent)), known));
}

/**
 * Checks that the history is complete. Ids increase, so a length equal to the last id means that none is
 * missing.
 */
function checked(startedEventId: number) {
  return map((history: History) => {
    const { length, first, last } = history;
    if (length === startedEventId && first?.id === 1 && last?.id === startedEventId) return history;
    throw new ResponseError(`The history is incomplete: expected ${startedEventId} events, got ${length}`, {
      kind: 'IncompleteHistory',
      transient: true,
    });
  });
}
