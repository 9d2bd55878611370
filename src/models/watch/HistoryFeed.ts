import {
  GetWorkflowExecutionHistoryCommand,
  type GetWorkflowExecutionHistoryCommandInput,
  type HistoryEvent,
} from '@aws-sdk/client-swf';
import {
  concatMap,
  defer,
  EMPTY,
  expand,
  finalize,
  map,
  type Observable,
  of,
  ReplaySubject,
  reduce,
  share,
  takeWhile,
  throwError,
} from 'rxjs';
import { History } from '../../history/index.js';
import type { DataConverter } from '../../payloads/index.js';
import { paced, request } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import { closingEvents, type ExecutionState, type RunId } from './ExecutionGroup.js';
import type { Look } from './Look.js';
import type { GroupPlace } from './WatchGroup.js';

// Looks at a run show the last event of its history. Event ids are consecutive, so the last id says how many
// events are new. If it is only that one, it is at hand; otherwise the new ones are read in reverse, because SWF
// can't read from an event on. From the start, the history is read in order, so that its pages can be emitted.

/** Maximum number of events on a page. */
const largestPage = 1_000;

/** A history as far as it has been read. */
export interface HistoryLook {
  readonly history: History;
  /** False while more pages are being read. */
  readonly isCurrent: boolean;
}

/** The history of a run from an event on, shared by all who follow it. */
export class HistoryFeed {
  /** The id of the first event. */
  readonly from: number;
  /** Emits what has been read so far, and then each continuation. Completes when the run has closed. */
  readonly looks$: Observable<HistoryLook>;
  readonly #place: GroupPlace;
  readonly #run: RunId;
  #history: History;

  constructor(
    place: GroupPlace,
    run: RunId,
    from: number,
    converter: DataConverter,
    looks$: Observable<Look<ExecutionState>>,
  ) {
    this.from = from;
    this.#place = place;
    this.#run = run;
    const empty = History.from([], { converter });
    this.#history = empty;
    const begun$ = defer(() => {
      // Who subscribes again at the end finds this feed, and wants all events again.
      this.#history = empty;
      return looks$;
    });
    this.looks$ = begun$.pipe(
      concatMap(({ state, error }) =>
        error === undefined && state !== undefined ? this.#follow(state) : EMPTY,
      ),
      takeWhile(look => look !== undefined),
      takeWhile(({ history, isCurrent }) => !(isCurrent && isClosed(history)), true),
      finalize(place.onEmpty),
      share({ connector: () => new ReplaySubject(1) }),
    );
  }

  get #known(): number {
    return Math.max(this.from - 1, this.#history.lastEventId);
  }

  /** Emits the history once it has what a look shows, and `undefined` if there is no more to come. */
  #follow({ gone, lastEvent, end }: ExecutionState): Observable<HistoryLook | undefined> {
    return defer(() => {
      // A run that existed before and no longer does has closed, and its retention period has passed.
      if (gone !== undefined) return this.#history.length > 0 ? of(undefined) : throwError(() => gone);
      const last = end ?? lastEvent;
      const lastId = last?.eventId ?? 0;
      if (last === undefined || lastId <= this.#known) return this.#nothingNew(end);
      if (lastId === this.#known + 1) return of(this.#append([last], true));
      return this.#known === 0 ? this.#readAll(lastId) : this.#readSince(lastId);
    });
  }

  /** A run may have closed before the first event that is wanted. */
  #nothingNew(end: HistoryEvent | undefined): Observable<undefined> {
    return end === undefined ? EMPTY : of(undefined);
  }

  #append(events: Iterable<HistoryEvent>, isCurrent: boolean): HistoryLook {
    this.#history = this.#history.concat(events);
    return { history: this.#history, isCurrent };
  }

  #readAll(lastId: number): Observable<HistoryLook> {
    return this.#pages({ maximumPageSize: largestPage }, () => false).pipe(
      map(({ events = [], nextPageToken }) => {
        const isLast = nextPageToken === undefined || this.#known + events.length >= lastId;
        return this.#append(events, isLast);
      }),
    );
  }

  #readSince(lastId: number): Observable<HistoryLook> {
    const known = this.#known;
    const isEnough = (events: readonly HistoryEvent[]) => (events.at(-1)?.eventId ?? 0) <= known + 1;
    const maximumPageSize = Math.min(largestPage, lastId - known);
    return this.#pages({ reverseOrder: true, maximumPageSize }, isEnough).pipe(
      reduce((all: HistoryEvent[], { events = [] }) => [...all, ...events], []),
      map(events =>
        this.#append(
          events.reverse().filter(({ eventId = 0 }) => eventId > known),
          true,
        ),
      ),
    );
  }

  #pages(
    order: Pick<GetWorkflowExecutionHistoryCommandInput, 'maximumPageSize' | 'reverseOrder'>,
    isEnough: (events: readonly HistoryEvent[]) => boolean,
  ) {
    const { client, domain, scheduler } = this.#place;
    const page = (nextPageToken: string | undefined) =>
      defer(() =>
        request(client, GetWorkflowExecutionHistoryCommand, {
          domain,
          execution: { ...this.#run },
          ...order,
          ...omitUndefined({ nextPageToken }),
        }),
      ).pipe(paced(client, 'GetWorkflowExecutionHistory', { scheduler, hasWorked: true }));
    return page(undefined).pipe(
      expand(({ events = [], nextPageToken }) =>
        nextPageToken === undefined || isEnough(events) ? EMPTY : page(nextPageToken),
      ),
    );
  }
}

/** Whether a history ends with the event that closed its run. */
const isClosed = ({ last }: History): boolean => last !== undefined && closingEvents.has(last.name);
