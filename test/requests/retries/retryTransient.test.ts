import { describe, expect, it } from 'vitest';
import {
  type Backoff,
  backoffDelay,
  InvalidArgumentError,
  ResponseError,
  retryTransient,
  ThrottledError,
} from '../../../src/requests/index.js';
import { marbles } from '../../harness/marbles.js';

const throttled = new ThrottledError('Rate exceeded');
const random = () => 1;

describe('retryTransient', () => {
  it(
    'doubles the delay after each transient error, up to a limit',
    marbles(m => {
      const source$ = m.cold('#', {}, throttled);
      const tried$ = source$.pipe(retryTransient({ initial: 10, max: 40, random }));
      m.expect(tried$, '^ 130ms !').toBeObservable('-');
      m.expect(source$).toHaveSubscriptions(['(^!)', '10ms (^!)', '30ms (^!)', '70ms (^!)', '110ms (^!)']);
    }),
  );

  it(
    'starts again at the initial delay after a value',
    marbles(m => {
      const source$ = m.cold('a-#', { a: 1 }, throttled);
      m.expect(source$.pipe(retryTransient({ initial: 10, random })), '^ 26ms !').toBeObservable(
        'a 11ms a 11ms a',
        { a: 1 },
      );
    }),
  );

  it(
    'passes on permanent errors immediately',
    marbles(m => {
      const refused = new InvalidArgumentError('no');
      m.expect(m.cold('--#', {}, refused).pipe(retryTransient())).toBeObservable('--#', {}, refused);
      const broken = new ResponseError('no', { transient: false });
      m.expect(m.cold('--#', {}, broken).pipe(retryTransient())).toBeObservable('--#', {}, broken);
    }),
  );

  it(
    'gives up after `count` retries',
    marbles(m => {
      const tried$ = m.cold('#', {}, throttled).pipe(retryTransient({ initial: 10, count: 2, random }));
      m.expect(tried$).toBeObservable('30ms #', {}, throttled);
    }),
  );

  it.each([
    ['initial', Number.NaN],
    ['initial', -1],
    ['max', Number.NaN],
    ['max', null],
    ['count', Number.NaN],
    ['count', '3'],
  ])('refuses %s: %s', (name, value) => {
    const backoff = { [name]: value } as Backoff;
    const message = `${name} of retryTransient() must be a number of at least 0, got ${value}`;
    expect(() => retryTransient(backoff)).toThrow(message);
    expect(() => retryTransient(backoff)).toThrow(InvalidArgumentError);
  });

  it('retries without a delay if `initial` is 0, after any number of attempts', () => {
    expect(backoffDelay(2_000, { initial: 0 })).toBe(0);
    expect(backoffDelay(2_000, { initial: 1, random: () => 1 })).toBe(30_000);
  });

  it('jitters the delay between half and all of the period', () => {
    expect(backoffDelay(1, { initial: 100, random: () => 0 })).toBe(50);
    expect(backoffDelay(1, { initial: 100, random: () => 1 })).toBe(100);
    expect(backoffDelay(3, { initial: 100, random: () => 0.5 })).toBe(300);
    expect(backoffDelay(20, { initial: 100, max: 1000, random: () => 1 })).toBe(1000);
  });
});
