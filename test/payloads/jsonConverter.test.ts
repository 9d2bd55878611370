import { Domain, InvalidArgumentError, jsonConverter, WorkflowType } from 'rx-swf';
import { of } from 'rxjs';
import { describe, expect, it } from 'vitest';

class Money {
  readonly #amount = 7;
  get amount() {
    return this.#amount;
  }
}
class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}

const media = new Domain({ name: 'media' });
const album = new WorkflowType({ domain: media, name: 'Album', version: '1' });

describe('the JSON converter refuses', () => {
  it.each<[string, unknown]>([
    ['a Map', new Map([['a', 1]])],
    ['a Set', new Set([1])],
    ['an Error', Object.assign(new TypeError('boom'), { code: 'E' })],
    ['a RegExp', /a/],
    ['a Promise', Promise.resolve(1)],
    ['an ArrayBuffer', new ArrayBuffer(1)],
    ['an instance of DataView', new DataView(new ArrayBuffer(1))],
    ['NaN', Number.NaN],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['a function', () => 1],
    ['an Observable', of(1)],
    ['a Generator', (function* () {})()],
    ['an AsyncGenerator', (async function* () {})()],
    ['a symbol', Symbol('a')],
    ['a BigInt', 1n],
    ['an instance of Money', new Money()],
    ['an instance of URLSearchParams', new URLSearchParams('a=1')],
  ])('%s at any depth, and names its path', (what, value) => {
    expect(() => jsonConverter.toPayload(value)).toThrow(`${what} cannot be a payload: `);
    const nested = { files: ['a.png', { 'last seen': { by: value } }] };
    expect(() => jsonConverter.toPayload(nested)).toThrow(
      `files[1]["last seen"].by: ${what} cannot be a payload`,
    );
    const start = () => album.startExecution({ input: nested });
    expect(start).toThrow(InvalidArgumentError);
    expect(start).toThrow(
      `input cannot be converted to a payload: files[1]["last seen"].by: ${what} cannot be a payload`,
    );
  });

  it('a cycle', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = { circle };
    expect(() => jsonConverter.toPayload(circle)).toThrow(/circular/);
  });
});

describe('the JSON converter keeps', () => {
  it.each<[unknown, string]>([
    [null, 'null'],
    [{}, '{}'],
    [Object.create(null), '{}'],
    [[undefined, 1], '[null,1]'],
    [{ a: undefined, b: false }, '{"b":false}'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [new Point(1, 2), '{"x":1,"y":2}'],
    [new URL('http://a/'), '"http://a/"'],
    [{ toJSON: () => 'own' }, '"own"'],
    [Object(1), '1'],
  ])('%o as %s', (value, text) => {
    expect(jsonConverter.toPayload(value)).toBe(text);
  });

  it('an object that is referenced twice', () => {
    const shared = { a: 1 };
    expect(jsonConverter.toPayload([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });
});
