import { concatMap, delay, EMPTY, from, of, range, reduce, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type Page, paginate } from '../../src/requests/index.js';
import { marbles } from '../harness/marbles.js';

/** A listing of `pages` pages of two letters each, that notes what is asked of it. */
function listing(pages: number) {
  const asked: (string | undefined)[] = [];
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const page = (token: string | undefined): Page<string> => {
    asked.push(token);
    const index = Number(token ?? 0);
    const next = index + 1 < pages ? String(index + 1) : undefined;
    return { items: [...letters.slice(2 * index, 2 * index + 2)], nextPageToken: next };
  };
  return { asked, page };
}

describe('paginate', () => {
  it(
    'emits the items of all pages in order',
    marbles(m => {
      const { page, asked } = listing(3);
      const items$ = paginate(
        token => of(page(token)).pipe(delay(10)),
        ({ items }) => items,
      );
      m.expect(items$).toBeObservable('10ms (ab) 6ms (cd) 6ms (ef|)');
      m.flush();
      expect(asked).toEqual([undefined, '1', '2']);
    }),
  );

  it(
    'fetches no more pages than take() needs, even if it uses the whole last page',
    marbles(m => {
      const { page, asked } = listing(10);
      const items$ = paginate(
        token => of(page(token)).pipe(delay(10)),
        ({ items }) => items,
      );
      m.expect(items$.pipe(take(2))).toBeObservable('10ms (ab|)');
      m.flush();
      expect(asked).toEqual([undefined]);
    }),
  );

  it(
    'fetches one more page when take() needs one more item',
    marbles(m => {
      const { page, asked } = listing(10);
      const items$ = paginate(
        token => of(page(token)).pipe(delay(10)),
        ({ items }) => items,
      );
      m.expect(items$.pipe(take(3))).toBeObservable('10ms (ab) 6ms (c|)');
      m.flush();
      expect(asked).toEqual([undefined, '1']);
    }),
  );

  it(
    'fetches the next page only when the current one has been processed',
    marbles(m => {
      const { page, asked } = listing(20);
      const slow = (item: string) => of(item).pipe(delay(10));
      const done$ = paginate(
        token => of(page(token)).pipe(delay(1)),
        ({ items }) => from(items).pipe(concatMap(slow)),
      );
      m.expect(done$, '^ 50ms !').toBeObservable('11ms a 9ms b 10ms c 9ms d');
      m.flush();
      expect(asked).toEqual([undefined, '1', '2']);
    }),
  );

  it(
    'fetches at most `prefetch` pages ahead',
    marbles(m => {
      const { page, asked } = listing(20);
      const done$ = paginate(
        token => of(page(token)).pipe(delay(1)),
        ({ items }) => from(items).pipe(concatMap(item => of(item).pipe(delay(10)))),
        { prefetch: 2 },
      );
      m.expect(done$, '^ 9ms !').toBeObservable('----------');
      m.flush();
      expect(asked).toEqual([undefined, '1', '2']);
    }),
  );

  it(
    'unsubscribes from the fetch in progress',
    marbles(m => {
      const fetch$ = m.cold<Page<string>>('-----(a|)', { a: { items: ['a'] } });
      m.expect(
        paginate(
          () => fetch$,
          ({ items }) => items,
        ),
        '^--!',
      ).toBeObservable('----');
      m.expect(fetch$).toHaveSubscriptions('^--!');
    }),
  );

  it(
    'passes on an error, and starts over for each subscription',
    marbles(m => {
      const { page, asked } = listing(2);
      const first$ = paginate(
        token => of(page(token)),
        ({ items }) => items,
      ).pipe(toArray());
      m.expect(first$).toBeObservable('(x|)', { x: ['a', 'b', 'c', 'd'] });
      m.expect(first$).toBeObservable('(x|)', { x: ['a', 'b', 'c', 'd'] });
      m.flush();
      expect(asked).toEqual([undefined, '1', undefined, '1']);
      m.expect(
        paginate<string, string>(
          () => m.cold('--#'),
          ({ items }) => items,
        ),
      ).toBeObservable('--#');
    }),
  );

  it(
    'processes the current page to its end before the error of a prefetched page',
    marbles(m => {
      const pages$ = [
        m.cold<Page<string>>('-(a|)', { a: { items: ['a'], nextPageToken: '1' } }),
        m.cold('--#'),
      ];
      const done$ = paginate<string, string>(
        token => pages$[Number(token ?? 0)] ?? EMPTY,
        ({ items }) => from(items).pipe(delay(10)),
        { prefetch: 1 },
      );
      m.expect(done$).toBeObservable('11ms (a#)');
    }),
  );

  it('walks 20,000 pages without growing the stack', async () => {
    const last = 20_000;
    const fetch = (token: string | undefined): Promise<Page<number>> => {
      const n = Number(token ?? 1);
      return Promise.resolve({ items: [n], nextPageToken: n < last ? String(n + 1) : undefined });
    };
    const sum$ = paginate(
      token => from(fetch(token)),
      ({ items }) => items,
    ).pipe(reduce((sum, n) => sum + n, 0));
    const expected$ = range(1, last).pipe(reduce((sum, n) => sum + n, 0));
    const results: number[] = [];
    await Promise.all([sum$, expected$].map(sum => sum.forEach(value => void results.push(value))));
    expect(results[0]).toBe(results[1]);
  });
});
