import { from, isObservable, type Observable, observable } from 'rxjs';
import { DeterminismError } from '../errors/DeterminismError.js';
import { unguarded, violate } from './guard.js';

/** The kind of a value in place of a pipeline. */
export type SourceKind =
  | 'an Observable'
  | 'a generator'
  | 'an async generator'
  | 'a Promise'
  | 'a generator function'
  | 'a function'
  | 'an iterable'
  | 'another value';

/** Advice for each kind. */
export type Remedies = Readonly<Record<Exclude<SourceKind, 'an Observable'>, string>>;

/** Returns the kind of a value. */
export function sourceKindOf(value: unknown): SourceKind {
  if (isObservable(value)) return 'an Observable';
  if (typeof value === 'function') return isGeneratorFunction(value) ? 'a generator function' : 'a function';
  if (typeof value !== 'object' || value === null) return 'another value';
  if (hasMethod(value, observable)) return 'an Observable';
  if (hasMethod(value, 'then')) return 'a Promise';
  if (hasMethod(value, Symbol.asyncIterator)) return 'an async generator';
  if (!hasMethod(value, Symbol.iterator)) return 'another value';
  return hasMethod(value, 'next') ? 'a generator' : 'an iterable';
}

/** Returns whether a value delivers its values later: an Observable, a Promise or a generator. */
export const isAsyncSource = (value: unknown): boolean =>
  ['an Observable', 'a generator', 'an async generator', 'a Promise'].includes(sourceKindOf(value));

/**
 * Returns a value if it is an Observable.
 *
 * @param what - the origin of the value, for the message: `The workflow returned`
 * @throws `DeterminismError`, which fails the decision, for every other kind
 */
export function toPipeline(value: unknown, what: string, remedies: Remedies): Observable<unknown> {
  if (isObservable(value)) return value;
  const kind = sourceKindOf(value);
  if (kind === 'an Observable') return from(value as Observable<unknown>);
  ignoreRejection(value);
  const name = kind === 'another value' ? shown(value) : kind;
  return violate(new DeterminismError(`${what} ${name}, not an Observable`, remedies[kind]));
}

/** Silences a refused Promise, whose unhandled rejection would end the process. */
export function ignoreRejection(value: unknown): void {
  if (value instanceof Promise) unguarded(() => value.catch(() => {}));
}

const steps = 'Write its steps as saga(function* () { … }), with yield* instead of await';

/** Advice for error messages when a workflow returns something other than an Observable. */
export const workflowRemedies: Remedies = {
  'a generator': 'Wrap its body: return saga(function* () { … })',
  'an async generator': `A replay cannot repeat its order. ${steps}`,
  'a Promise': `A replay cannot repeat its order. ${steps}, and move other asynchronous work into activities`,
  'a generator function': 'Wrap it: return saga(function* () { … })',
  'a function': 'Return the Observable that it creates',
  'an iterable': 'Return from(…) to emit its items, or of(…) to emit it as one value',
  'another value': 'Return of(…) for a value, or EMPTY for none',
};

function isGeneratorFunction(value: object): boolean {
  return /^\[object (Async)?GeneratorFunction\]$/.test(Object.prototype.toString.call(value));
}

function hasMethod(value: object, key: string | symbol): boolean {
  return typeof Reflect.get(value, key) === 'function';
}

const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null ? 'an object' : String(value);
