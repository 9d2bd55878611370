import type { HistoryEvent } from '@aws-sdk/client-swf';
import { concatMap, delay, map, of, take, tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { pagesAhead } from '../../../../src/streams/actors/decide/pagesAhead.js';
import { marbles } from '../../../harness/marbles.js';

/** Three pages of one event, each of which takes 10 ms; records the requests and their times. */
function pages(now: () => number) {
  const log: string[] = [];
  const fetch = (token = '1') => {
    log.push(`${now()} ask ${token}`);
    const item: HistoryEvent = {
      eventId: Number(token),
      eventType: 'WorkflowExecutionSignaled',
      eventTimestamp: undefined,
    };
    const nextPageToken = token === '3' ? undefined : String(Number(token) + 1);
    return of({ items: [item], nextPageToken }).pipe(delay(10));
  };
  return { log, fetch };
}

const ids = map((events: readonly HistoryEvent[]) => events.map(({ eventId }) => eventId).join());

describe('pages of events', () => {
  it(
    'are requested while the previous one is processed, and arrive in order',
    marbles(m => {
      const { fetch, log } = pages(() => m.scheduler.now());
      const pages$ = pagesAhead(fetch, m.scheduler).pipe(
        ids,
        tap(page => log.push(`${m.scheduler.now()} got ${page}`)),
      );
      m.expect(pages$).toBeObservable('10ms 1 9ms 2 9ms (3|)');
      m.flush();
      expect(log).toEqual(['0 ask 1', '10 ask 2', '10 got 1', '20 ask 3', '20 got 2', '30 got 3']);
    }),
  );

  it(
    'are not requested if nobody wants them',
    marbles(m => {
      const { fetch, log } = pages(() => m.scheduler.now());
      m.expect(pagesAhead(fetch, m.scheduler).pipe(ids, take(1))).toBeObservable('10ms (1|)');
      m.flush();
      expect(log).toEqual(['0 ask 1', '10 ask 2']);
    }),
  );

  it(
    'are never more than one ahead',
    marbles(m => {
      const { fetch, log } = pages(() => m.scheduler.now());
      const slow$ = pagesAhead(fetch, m.scheduler).pipe(
        ids,
        concatMap(page => of(page).pipe(delay(100))),
      );
      m.expect(slow$.pipe(take(1))).toBeObservable('110ms (1|)');
      m.flush();
      expect(log.slice(0, 2)).toEqual(['0 ask 1', '10 ask 2']);
    }),
  );
});
