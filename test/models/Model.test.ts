import { EMPTY, map, type Observable, of, throwError } from 'rxjs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Comparison, Model } from '../../src/models/Model.js';
import type { ModelDiff } from '../../src/models/ModelDiff.js';
import { DoesNotExistError, InvalidCredentialsError, ThrottledError } from '../../src/requests/index.js';
import { marbles } from '../harness/marbles.js';

type Status = string | Error;

/** A model of which the remote versions are told one by one. */
class Thing extends Model<Thing> {
  readonly #remotes: Status[];

  constructor(
    readonly status: string,
    remotes: Status[] = [],
  ) {
    super();
    this.#remotes = remotes;
  }

  override upstream(): Observable<Thing> {
    const remote = this.#remotes.shift();
    if (remote instanceof Error) return throwError(() => remote);
    return remote === undefined ? EMPTY : of(new Thing(remote));
  }

  override toString(): string {
    return `Thing('${this.status}')`;
  }

  protected override comparison(): Comparison {
    return { attributes: ['status'], filledIn: new Set() };
  }

  protected override isFinal(upstream?: Thing, before?: Thing): boolean {
    return upstream?.status === 'closed' || (upstream === undefined && before?.status === 'mortal');
  }
}

const missing = new DoesNotExistError('Unknown thing');
/** What each diff tells of the status upstream; `same` where there is no difference. */
const told = map((diff: ModelDiff) => (diff.length === 0 ? 'same' : String(diff.get('status')?.upstream)));

describe('changes$', () => {
  it.each([30 * 86_400_000, Number.POSITIVE_INFINITY])(
    'sends one request and then waits, with an interval of %d ms',
    interval => {
      vi.useFakeTimers();
      onTestFinished(() => void vi.useRealTimers());
      const heard: string[] = [];
      const thing = new Thing('a', ['b', 'c', 'closed']);
      const watching = thing
        .watch({ interval })
        .pipe(told)
        .subscribe(status => heard.push(status));
      vi.advanceTimersByTime(29 * 86_400_000);
      expect(heard).toEqual(['b']);
      watching.unsubscribe();
    },
  );

  it(
    'polls every 30 seconds, and emits only diffs that differ from the previous one',
    marbles(m => {
      const thing = new Thing('a', ['a', 'a', 'b', 'b', 'a', 'closed']);
      m.expect(thing.changes$.pipe(told)).toBeObservable('0 59999ms 1 59999ms 2 29999ms (3|)', {
        0: 'same',
        1: 'b',
        2: 'same',
        3: 'closed',
      });
    }),
  );

  it(
    'polls at the interval passed to watch',
    marbles(m => {
      const watched$ = new Thing('a', ['b', 'c', 'closed']).watch({ interval: 10 });
      m.expect(watched$.pipe(told)).toBeObservable('0 9ms 1 9ms (2|)', {
        0: 'b',
        1: 'c',
        2: 'closed',
      });
    }),
  );

  it(
    'emits a missing remote version as a diff, and continues',
    marbles(m => {
      const watched$ = new Thing('a', [missing, 'a', missing, 'closed']).watch({ interval: 10 });
      const gone = 'undefined';
      const same = 'same';
      m.expect(watched$.pipe(told)).toBeObservable('0 9ms 1 9ms 2 9ms (3|)', {
        0: gone,
        1: same,
        2: gone,
        3: 'closed',
      });
    }),
  );

  it(
    'completes with the diff that shows the last remote version gone',
    marbles(m => {
      const watched$ = new Thing('a', [missing, 'mortal', missing, 'b']).watch({ interval: 10 });
      m.expect(watched$.pipe(told)).toBeObservable('0 9ms 1 9ms (2|)', {
        0: 'undefined',
        1: 'mortal',
        2: 'undefined',
      });
    }),
  );

  it(
    'retries throttled requests with jittered exponential backoff',
    marbles(m => {
      const throttled = new ThrottledError('Rate exceeded');
      const thing = new Thing('a', ['b', throttled, throttled, 'closed']);
      const watched$ = thing.watch({ interval: 10, backoff: { initial: 100, random: () => 1 } });
      m.expect(watched$.pipe(told)).toBeObservable('0 309ms (1|)', { 0: 'b', 1: 'closed' });
    }),
  );

  it(
    'reports retries and the recovery, even if nothing has changed',
    marbles(m => {
      const throttled = new ThrottledError('Rate exceeded');
      const told: string[] = [];
      const thing = new Thing('a', ['a', throttled, throttled, 'a', 'a', 'closed']);
      const watched$ = thing.watch({
        interval: 10,
        backoff: { initial: 100, random: () => 1 },
        onRetry: ({ attempt }) => told.push(`${attempt} at ${m.scheduler.now()}`),
        onRecovered: () => told.push(`recovered at ${m.scheduler.now()}`),
      });
      m.expect(watched$.pipe(map(({ length }) => length))).toBeObservable('s 329ms (d|)', { s: 0, d: 1 });
      m.flush();
      expect(told).toEqual(['1 at 10', '2 at 110', 'recovered at 310']);
    }),
  );

  it(
    'errors if retrying cannot help',
    marbles(m => {
      const denied = new InvalidCredentialsError('no');
      m.expect(new Thing('a', ['b', denied]).watch({ interval: 10 }).pipe(told)).toBeObservable(
        '0 9ms #',
        { 0: 'b' },
        denied,
      );
    }),
  );

  it(
    'stops polling when it is unsubscribed from',
    marbles(m => {
      const remotes = ['b', 'c', 'd'];
      m.expect(new Thing('a', remotes).watch({ interval: 10 }).pipe(told), '^ 14ms !').toBeObservable(
        '0 9ms 1',
        {
          0: 'b',
          1: 'c',
        },
      );
      m.flush();
      expect(remotes).toEqual(['d']);
    }),
  );

  it('rejects a negative interval', () => {
    expect(() => new Thing('a').watch({ interval: -1 })).toThrow(
      'interval must be a non-negative number of milliseconds',
    );
    expect(() => new Thing('a').watch({ interval: Number.NaN })).toThrow('interval');
  });
});
