import { InvalidArgumentError, Query } from 'rx-swf';
import { delay, finalize, lastValueFrom, NEVER, type Observable, of, take, throwError, toArray } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import type { Page } from '../../../src/requests/index.js';
import { marbles } from '../../harness/marbles.js';

/** A listing of pages of two numbers, that notes which pages are asked for, and which requests were left. */
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

/** A listing whose pages cannot be fetched from this one on. */
function failing(from: number) {
  const fetch = (token: string | undefined): Observable<Page<number>> => {
    const index = Number(token ?? 0);
    if (index >= from) return throwError(() => new Error(`no page ${index}`));
    return of({ items: [2 * index, 2 * index + 1], nextPageToken: String(index + 1) });
  };
  return { query: (options = {}) => new Query(() => fetch, options) };
}

describe('Query', () => {
  it('emits the items of all pages, and walks anew with each subscription', async () => {
    const { query, asked } = listing(3);
    const items = query();
    expect(await lastValueFrom(items.pipe(toArray()))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await lastValueFrom(items.pipe(toArray()))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(asked).toHaveLength(6);
  });

  it('asks for nothing before it is subscribed to', () => {
    const { query, asked } = listing(3);
    query();
    expect(asked).toEqual([]);
  });

  it(
    'fetches one page for as many items as a page has',
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
      'does the work one after the other, and fetches no page ahead of it',
      marbles(m => {
        const { query, asked } = listing(10, 1);
        const work$ = query().each(n => of(n * n).pipe(delay(10)));
        m.expect(work$, '^ 35ms !').toBeObservable('11ms a 9ms b 10ms c', { a: 0, b: 1, c: 4 });
        m.flush();
        expect(asked).toEqual([undefined, '1']);
      }),
    );

    it(
      'does as much at once as it is told',
      marbles(m => {
        const { query } = listing(2, 1);
        const work$ = query().each(n => of(n).pipe(delay(10)), { concurrency: 2 });
        m.expect(work$).toBeObservable('11ms (ab) 7ms (cd|)', { a: 0, b: 1, c: 2, d: 3 });
      }),
    );

    it(
      'finishes the items that have come before it errors with what a page fetched ahead has failed with',
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

    it('refuses a concurrency that is none', () => {
      expect(() => listing(1).query().each(of, { concurrency: 0 })).toThrow(
        'concurrency must be a whole number of at least 1',
      );
    });
  });

  describe('for await', () => {
    it('pulls: no page is fetched before its first item is asked for', async () => {
      const { query, asked } = listing(5);
      const iterator = query()[Symbol.asyncIterator]();
      expect(asked).toEqual([]);
      expect([await iterator.next(), await iterator.next()].map(({ value }) => value)).toEqual([0, 1]);
      expect(asked).toEqual([undefined]);
      expect((await iterator.next()).value).toBe(2);
      expect(asked).toEqual([undefined, '1']);
    });

    it('holds no more than the page in hand and those that are prefetched', async () => {
      const { query, asked } = listing(10);
      const iterator = query({ prefetch: 2 })[Symbol.asyncIterator]();
      await iterator.next();
      expect(asked).toEqual([undefined, '1', '2']);
    });

    it('gives all items in order, then the end', async () => {
      const items: number[] = [];
      for await (const item of listing(3).query()) items.push(item);
      expect(items).toEqual([0, 1, 2, 3, 4, 5]);
    });

    it('serves those who ask without waiting, in their order', async () => {
      const iterator = listing(2).query()[Symbol.asyncIterator]();
      const results = await Promise.all(Array.from({ length: 6 }, () => iterator.next()));
      expect(results.map(({ value }) => value)).toEqual([0, 1, 2, 3, undefined, undefined]);
      expect(results.map(({ done }) => done)).toEqual([false, false, false, false, true, true]);
    });

    it('asks for no more when the loop is left', async () => {
      const { query, asked } = listing(5);
      for await (const item of query()) if (item === 1) break;
      expect(asked).toEqual([undefined]);
    });

    it('leaves the request under way when it is returned from, and ends whoever waits', async () => {
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

    it('starts no walk when it is returned from, or thrown into, before its first item is asked for', async () => {
      const { query, asked } = listing(5);
      const [returned, thrown] = [query()[Symbol.asyncIterator](), query()[Symbol.asyncIterator]()];
      expect(await returned.return?.()).toEqual({ done: true, value: undefined });
      await expect(thrown.throw?.(new Error('mine'))).rejects.toThrow('mine');
      for (const iterator of [returned, thrown]) {
        expect(await iterator.next()).toEqual({ done: true, value: undefined });
      }
      expect(asked).toEqual([]);
    });

    it('gives no further item of the page in hand when it is returned from', async () => {
      const { query, asked } = listing(5);
      const iterator = query({ prefetch: 1 })[Symbol.asyncIterator]();
      expect((await iterator.next()).value).toBe(0);
      await iterator.return?.();
      await iterator.return?.();
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
      expect(asked).toEqual([undefined, '1']);
    });

    it('leaves the request under way when it is thrown into, and ends whoever waits', async () => {
      const left = vi.fn();
      const iterator = new Query<number>(() => () => NEVER.pipe(finalize(left)))[Symbol.asyncIterator]();
      const waiting = [iterator.next(), iterator.next()];
      await expect(iterator.throw?.(new Error('mine'))).rejects.toThrow('mine');
      expect(left).toHaveBeenCalledOnce();
      for (const end of await Promise.all(waiting)) expect(end).toEqual({ done: true, value: undefined });
    });

    it('gives the items that have come before it throws what a page fetched ahead has failed with', async () => {
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

    it('throws nothing of a page that it has not come to', async () => {
      const items: number[] = [];
      for await (const item of failing(1).query({ prefetch: 1 })) {
        items.push(item);
        if (item === 1) break;
      }
      expect(items).toEqual([0, 1]);
    });

    it('throws what the listing errors with, once', async () => {
      const failing = new Query<number>(() => () => {
        throw new Error('no page');
      });
      const iterator = failing[Symbol.asyncIterator]();
      await expect(iterator.next()).rejects.toThrow('no page');
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
    });

    it('goes over no pages and over empty pages', async () => {
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
  ])('refuses %j', options => {
    expect(() => listing(1).query(options)).toThrow(InvalidArgumentError);
  });
});
