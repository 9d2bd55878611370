import { describeError, InvalidArgumentError, reasonOf } from 'rx-swf';
import { describe, expect, it } from 'vitest';
import { isInstance, messageOf, showValue, toSwfError, truncate } from '../../../src/requests/index.js';
import { hostileErrors } from '../../harness/hostileErrors.js';

describe.each([...hostileErrors])('describeError of %s', (_, error) => {
  it('does not throw', () => {
    expect(typeof reasonOf(error)).toBe('string');
    expect(typeof messageOf(error)).toBe('string');
    expect(typeof showValue(error)).toBe('string');
    expect(isInstance(error, InvalidArgumentError)).toBe(false);
    expect(toSwfError(error)).toMatchObject({ name: 'ResponseError', transient: false });
  });

  it('returns plain values of bounded length', () => {
    const description = describeError(error);
    expect(structuredClone(description)).toEqual(description);
    expect(JSON.parse(JSON.stringify(description))).toEqual(description);
    expect(reasonOf(error).length).toBeLessThanOrEqual(256);
  });
});

describe('describeError', () => {
  it('keeps the code and the chain of causes', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
    expect(describeError(new TypeError('fetch failed', { cause }))).toMatchObject({
      name: 'TypeError',
      message: 'fetch failed',
      stack: expect.stringContaining('TypeError: fetch failed'),
      cause: { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:5432', code: 'ECONNREFUSED' },
    });
  });

  it('keeps the errors of an AggregateError, including nested ones', () => {
    const nested = new AggregateError([new Error('b')], 'inner');
    expect(describeError(new AggregateError([new Error('a'), nested, 'c'], 'outer'))).toMatchObject({
      name: 'AggregateError',
      errors: [{ message: 'a' }, { message: 'inner', errors: [{ message: 'b' }] }, 'c'],
    });
  });

  it('marks descriptions from which causes are omitted', () => {
    let error = new Error('0');
    for (let n = 1; n < 30; n += 1) error = new Error(`${n}`, { cause: error });
    expect(JSON.stringify(describeError(error))).toContain('"truncated":true');
  });

  it('omits an absent cause, code or stack', () => {
    const error = Object.assign(new Error('plain'), { stack: undefined });
    expect(describeError(error)).toEqual({ name: 'Error', message: 'plain' });
  });

  it('describes an error from another realm as an error', () => {
    expect(describeError(hostileErrors.get('an error of another realm'))).toMatchObject({
      name: 'TypeError',
      message: 'elsewhere',
    });
  });
});

describe('reasonOf', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
  });

  it.each<[unknown, string]>([
    [
      new TypeError('fetch failed', { cause: refused }),
      'TypeError: fetch failed (ECONNREFUSED 127.0.0.1:5432)',
    ],
    [
      new TypeError('fetch failed', {
        cause: Object.assign(new AggregateError([refused]), { code: 'ECONNREFUSED' }),
      }),
      'TypeError: fetch failed (ECONNREFUSED 127.0.0.1:5432)',
    ],
    [new Error('a', { cause: new RangeError('b', { cause: 'c' }) }), 'Error: a (RangeError: b; c)'],
    [new Error('no: b', { cause: new RangeError('b') }), 'Error: no: b'],
    [
      new AggregateError([new Error('a'), new TypeError('b')], 'All failed'),
      'AggregateError: All failed (a; TypeError: b)',
    ],
    [new Error('a', { cause: null }), 'Error: a'],
    [new Error(''), 'Error'],
    ['text', 'text'],
    [{ status: 404, why: 'gone' }, '{"status":404,"why":"gone"}'],
    [Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [10n, '10'],
  ])('says what went wrong: %#', (error, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });

  it('shortens the causes before the error itself', () => {
    const reason = reasonOf(new Error('x'.repeat(200), { cause: new Error('y'.repeat(200)) }));
    expect(reason).toHaveLength(256);
    expect(reason).toMatch(/^Error: x{200} \(y+\)$/);
    expect(reasonOf(new Error('x'.repeat(300), { cause: refused }))).toBe(`Error: ${'x'.repeat(249)}`);
  });
});

describe('truncate', () => {
  it('never splits a surrogate pair', () => {
    expect(truncate('ab😀cd', 3)).toBe('ab');
    expect(truncate('ab😀cd', 4)).toBe('ab😀');
    expect(truncate('ab', 2)).toBe('ab');
  });
});
