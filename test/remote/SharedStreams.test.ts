import { concat, defer, EMPTY, NEVER, of, retry, Subject, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { SharedStreams } from '../../src/remote/SharedStreams.js';

describe('SharedStreams', () => {
  it('has one subscription to a source, from the first subscriber to the last', () => {
    const streams = new SharedStreams();
    let opened = 0;
    const source$ = new Subject<number>();
    const get = () =>
      streams.get('a', () =>
        defer(() => {
          opened += 1;
          return source$;
        }),
      );
    const first = get().subscribe();
    source$.next(1);
    const latest: number[] = [];
    const second = get().subscribe(value => latest.push(value));
    expect([opened, latest]).toEqual([1, [1]]);
    first.unsubscribe();
    second.unsubscribe();
    expect(source$.observed).toBe(false);
    get().subscribe().unsubscribe();
    expect(opened).toBe(2);
  });

  it('shares the new subscription of a subscriber that tries again at once', () => {
    const streams = new SharedStreams();
    let opened = 0;
    const get = () =>
      streams.get('a', () => {
        opened += 1;
        return concat(of(opened), opened === 1 ? throwError(() => new Error('lost')) : NEVER);
      });
    const values: number[] = [];
    get().pipe(retry()).subscribe();
    get().subscribe(value => values.push(value));
    expect([opened, values]).toEqual([2, [2]]);
  });

  it('forgets a source that ends at once', () => {
    const streams = new SharedStreams();
    const ended: string[] = [];
    for (let n = 0; n < 2; n += 1)
      streams.get('a', () => EMPTY).subscribe({ complete: () => ended.push('complete') });
    expect(ended).toEqual(['complete', 'complete']);
  });
});
