import { InvalidArgumentError, Query } from 'rx-swf';
import { delay, finalize, lastValueFrom, NEVER, type Observable, of, take, throwError, toArray } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import type { Page } from '../../../src/requests/index.js';
import { marbles } from '../../harness/marbles.js';

/** A listing of pages of two numbers that records the requested pages and the aborted requests. */
function listing(pages: number, latency = 0) {
  const asked: (string | undefined)[] = [];
  const fetch = (token: string | undefined): Observable<Page<number>> => {
    asked.push(token);
    const index = Number(token ?? 0);
    const nextPageToken = index + 1 < pages ? String(index + 1) : undefined;
    const page$ = of({ items: [2 * index, 2 * index + 1], nextPageToken });
    return latency > 0 ? page$.pipe(delay(latency)) : page$;
  };
  return { asked, query: (options = {}) => new Query(() => fetch, options) };
}

/** A listing whose pages cannot be fetched from the given one on. */
function failing(from: number) {
  const fetch = (token: string | undefined): Observable<Page<number>> => {
    const index = Number(token ?? 0);
    if (index >= from) return throwError(() => new Error(`no page ${index}`));
    return of({ items: [2 * index, 2 * index + 1], nextPageToken: String(index + 1) });
  };
  return { query: (options = {}) => new Query(() => fetch, options) };
}

describe('Query', () => {
  it('emits the items of all pages, from the start for each subscription', async () => {
    const { query, asked } = listing(3);
    const items = query();
    expect(await lastValueFrom(items.pipe(toArray()))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await lastValueFrom(items.pipe(toArray()))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(asked).toHaveLength(6);
  });

  it('sends nothing before it is subscribed to', () => {
    const { query, asked } = listing(3);
    query();
    expect(asked).toEqual([]);
  });

  it(
    'fetches a single page for as many items as one page has',
    marbles(m => {
      const { query, asked } = listing(10, 10);
      m.expect(query().pipe(take(2))).toBeObservable('10ms (ab|)', { a: 0, b: 1 });
      m.flush();
      expect(asked).toEqual([undefined]);
    }),
  );

  it('emits whole pages as pages$', async () => {
    expect(await lastValueFrom(listing(2).query().pages$.pipe(toArray()))).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  describe('each', () => {
    it(
      'processes one item at a time, and fetches no page ahead',
      marbles(m => {
        const { query, asked } = listing(10, 1);
        const work$ = query().each(n => of(n * n).pipe(delay(10)));
        m.expect(work$, '^ 35ms !').toBeObservable('11ms a 9ms b 10ms c', { a: 0, b: 1, c: 4 });
        m.flush();
        expect(asked).toEqual([undefined, '1']);
      }),
    );

    it(
      'processes up to concurrency items at a time',
      marbles(m => {
        const { query } = listing(2, 1);
        const work$ = query().each(n => of(n).pipe(delay(10)), { concurrency: 2 });
        m.expect(work$).toBeObservable('11ms (ab) 7ms (cd|)', { a: 0, b: 1, c: 2, d: 3 });
      }),
    );

    it(
      'finishes the items it has before it errors because a prefetched page failed',
      marbles(m => {
        const work$ = failing(2)
          .query({ prefetch: 2 })
          .each(n => of(n).pipe(delay(10)));
        m.expect(work$).toBeObservable(
          '10ms a 9ms b 9ms c 9ms (d#)',
          { a: 0, b: 1, c: 2, d: 3 },
          new Error('no page 2'),
        );
      }),
    );

    it('rejects a concurrency of 0', () => {
      expect(() => listing(1).query().each(of, { concurrency: 0 })).toThrow(
        'concurrency must be a whole number of at least 1',
      );
    });
  });

  describe('for await', () => {
    it('fetches no page before its first item is pulled', async () => {
      const { query, asked } = listing(5);
      const iterator = query()[Symbol.asyncIterator]();
      expect(asked).toEqual([]);
      expect([await iterator.next(), await iterator.next()].map(({ value }) => value)).toEqual([0, 1]);
      expect(asked).toEqual([undefined]);
      expect((await iterator.next()).value).toBe(2);
      expect(asked).toEqual([undefined, '1']);
    });

    it('holds no more than the current page and the prefetched ones', async () => {
      const { query, asked } = listing(10);
      const iterator = query({ prefetch: 2 })[Symbol.asyncIterator]();
      await iterator.next();
      expect(asked).toEqual([undefined, '1', '2']);
    });

    it('returns all items in order, and then the end', async () => {
      const items: number[] = [];
      for await (const item of listing(3).query()) items.push(item);
      expect(items).toEqual([0, 1, 2, 3, 4, 5]);
    });

    it('serves concurrent next() calls in their order', async () => {
      const iterator = listing(2).query()[Symbol.asyncIterator]();
      const results = await Promise.all(Array.from({ length: 6 }, () => iterator.next()));
      expect(results.map(({ value }) => value)).toEqual([0, 1, 2, 3, undefined, undefined]);
      expect(results.map(({ done }) => done)).toEqual([false, false, false, false, true, true]);
    });

    it('fetches nothing more when the loop is left', async () => {
      const { query, asked } = listing(5);
      for await (const item of query()) if (item === 1) break;
      expect(asked).toEqual([undefined]);
    });

    it('aborts the pending request on return(), and ends pending next() calls', async () => {
      let left = false;
      const never = new Query<number>(
        () => () =>
          NEVER.pipe(
            finalize(() => {
              left = true;
            }),
          ),
      );
      const iterator = never[Symbol.asyncIterator]();
      const waiting = iterator.next();
      await iterator.return?.();
      expect(left).toBe(true);
      expect(await waiting).toEqual({ done: true, value: undefined });
    });

    it('fetches nothing after return() or throw() before the first next()', async () => {
      const { query, asked } = listing(5);
      const [returned, thrown] = [query()[Symbol.asyncIterator](), query()[Symbol.asyncIterator]()];
      expect(await returned.return?.()).toEqual({ done: true, value: undefined });
      await expect(thrown.throw?.(new Error('mine'))).rejects.toThrow('mine');
      for (const iterator of [returned, thrown]) {
        expect(await iterator.next()).toEqual({ done: true, value: undefined });
      }
      expect(asked).toEqual([]);
    });

    it('returns no further item of the current page after return()', async () => {
      const { query, asked } = listing(5);
      const iterator = query({ prefetch: 1 })[Symbol.asyncIterator]();
      expect((await iterator.next()).value).toBe(0);
      await iterator.return?.();
      await iterator.return?.();
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
      expect(asked).toEqual([undefined, '1']);
    });

    it('aborts the pending request on throw(), and ends pending next() calls', async () => {
      const left = vi.fn();
      const iterator = new Query<number>(() => () => NEVER.pipe(finalize(left)))[Symbol.asyncIterator]();
      const waiting = [iterator.next(), iterator.next()];
      await expect(iterator.throw?.(new Error('mine'))).rejects.toThrow('mine');
      expect(left).toHaveBeenCalledOnce();
      for (const end of await Promise.all(waiting)) expect(end).toEqual({ done: true, value: undefined });
    });

    it('returns the items it has before it throws because a prefetched page failed', async () => {
      const { query } = failing(2);
      const iterator = query({ prefetch: 3 })[Symbol.asyncIterator]();
      const answers = await Promise.allSettled(Array.from({ length: 6 }, () => iterator.next()));
      expect(answers.map(answer => (answer.status === 'fulfilled' ? answer.value.value : 'error'))).toEqual([
        0,
        1,
        2,
        3,
        'error',
        undefined,
      ]);
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
    });

    it('does not throw the error of a page that it has not reached', async () => {
      const items: number[] = [];
      for await (const item of failing(1).query({ prefetch: 1 })) {
        items.push(item);
        if (item === 1) break;
      }
      expect(items).toEqual([0, 1]);
    });

    it('throws the error of the listing once', async () => {
      const failing = new Query<number>(() => () => {
        throw new Error('no page');
      });
      const iterator = failing[Symbol.asyncIterator]();
      await expect(iterator.next()).rejects.toThrow('no page');
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
    });

    it('handles empty pages, and a listing without pages', async () => {
      const pages: Page<number>[] = [
        { items: [], nextPageToken: '1' },
        { items: [7], nextPageToken: '2' },
        { items: [] },
      ];
      const items: number[] = [];
      for await (const item of new Query(() => token => of(pages[Number(token ?? 0)] ?? { items: [] })))
        items.push(item);
      expect(items).toEqual([7]);
    });
  });

  it.each([
    { pageSize: 0 },
    { pageSize: 1001 },
    { pageSize: 1.5 },
    { prefetch: -1 },
    { prefetch: Number.NaN },
  ])('rejects %j', options => {
    expect(() => listing(1).query(options)).toThrow(InvalidArgumentError);
  });
});
