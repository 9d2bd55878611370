import { runInNewContext } from 'node:vm';

/** An error with members of its own in place of those that errors have. */
function errorWith(members: PropertyDescriptorMap): Error {
  return Object.defineProperties(new Error('as made'), members);
}

const fails = (): never => {
  throw new Error('hostile');
};

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function circular(): Error {
  const first = new Error('first');
  first.cause = new Error('second', { cause: first });
  return first;
}

/** An `AggregateError` of `width` errors each of which is one again, `depth` levels down. */
function tree(width: number, depth: number): Error {
  if (depth === 0) return new Error('leaf');
  return new AggregateError(
    Array.from({ length: width }, () => tree(width, depth - 1)),
    'branch',
  );
}

/** Everything that can be thrown and makes whoever describes it stumble, by name. */
export const hostileErrors: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['a message that is a number', errorWith({ message: { value: 42 } })],
  ['a message that is an object', errorWith({ message: { value: { detail: 1 } } })],
  ['a message that is a Symbol', errorWith({ message: { value: Symbol('m') } })],
  ['a message that is undefined', errorWith({ message: { value: undefined } })],
  ['a message without a prototype', errorWith({ message: { value: Object.create(null) } })],
  ['a message whose getter throws', errorWith({ message: { get: fails } })],
  ['a name that is a Symbol', errorWith({ name: { value: Symbol('n') } })],
  ['a name that is a member of every object', errorWith({ name: { value: 'constructor' } })],
  ['a name that is null', errorWith({ name: { value: null } })],
  ['a name whose getter throws', errorWith({ name: { get: fails } })],
  ['a stack whose getter throws', errorWith({ stack: { get: fails } })],
  ['a stack that is a number', errorWith({ stack: { value: 1 } })],
  ['a code that is an object', errorWith({ code: { value: {} } })],
  ['a cause whose getter throws', errorWith({ cause: { get: fails } })],
  ['errors whose getter throws', errorWith({ errors: { get: fails } })],
  ['errors that are a revoked Proxy', errorWith({ errors: { value: revoked([]) } })],
  ['a cause that is a revoked Proxy', new Error('outer', { cause: revoked({}) })],
  ['a circular chain of causes', circular()],
  ['a tree of a million errors', tree(10, 3)],
  ['a very long message', new Error('x'.repeat(1_000_000))],
  ['a very long message to escape', new Error('\u0001"\n'.repeat(20_000))],
  ['a message of unpaired surrogates', new Error('\uD83D'.repeat(1_000))],
  ['an error of another realm', runInNewContext('new TypeError("elsewhere")')],
  ['a revoked Proxy', revoked({})],
  ['a revoked Proxy of an error', revoked(new Error('gone'))],
  ['a revoked Proxy of a function', revoked(() => undefined)],
  ['a Proxy whose traps throw', new Proxy(new Error('x'), { get: fails, getPrototypeOf: fails })],
  ['an object without a prototype', Object.create(null)],
  ['an object whose toString throws', { toString: fails, n: 1n }],
  ['an object whose toJSON throws', { toJSON: fails }],
  ['an object whose Symbol.toPrimitive throws', { [Symbol.toPrimitive]: fails, n: 1n }],
  [
    'an object whose Symbol.toStringTag throws',
    Object.defineProperty({}, Symbol.toStringTag, { get: fails }),
  ],
  [
    'an object that contains itself',
    Object.assign(Object.create(null), {
      get self() {
        return this;
      },
    }),
  ],
  ['undefined', undefined],
  ['null', null],
  ['a Symbol', Symbol('thrown')],
  ['a BigInt', 10n],
  ['a function', () => undefined],
  ['a class', class Thrown {}],
  ['NaN', Number.NaN],
  ['an empty text', ''],
]);
