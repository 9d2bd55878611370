import { isObservable } from 'rxjs';
import { describeType } from '../requests/descriptions/index.js';

/** A part of a value that JSON would not preserve. */
export interface Loss {
  /** Path of members that leads to it; empty for the value itself. */
  readonly path: readonly (string | number)[];
  /** Description, e.g. `a Map cannot be a payload: JSON would write it as {}`. */
  readonly what: string;
}

/**
 * Finds the first part of a value that JSON would silently alter. `undefined`, which is conventionally
 * omitted or becomes `null`, does not count, and neither does an object with its own `toJSON()`, such as a
 * `Date`.
 */
export function lossOf(value: unknown, ancestors: readonly unknown[] = []): Loss | undefined {
  const what = lossHere(value);
  if (what !== undefined) return { path: [], what };
  // Cycles are left for `JSON.stringify` to reject.
  if (typeof value !== 'object' || value === null || hasToJson(value) || ancestors.includes(value))
    return undefined;
  const within = [...ancestors, value];
  for (const [key, member] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const loss = lossOf(member, within);
    if (loss !== undefined) return { path: [key, ...loss.path], what: loss.what };
  }
  return undefined;
}

/** Formats a loss with its path: `tags[1].seen: a Map cannot be a payload: JSON would write it as {}`. */
export function describeLoss({ path, what }: Loss): string {
  const where = path.map(toAccess).join('').replace(/^\./, '');
  return where === '' ? what : `${where}: ${what}`;
}

const toAccess = (key: string | number): string =>
  typeof key === 'string' && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)
    ? `.${key}`
    : `[${JSON.stringify(key)}]`;

const noForm = (what: string) => `${what} cannot be a payload: JSON cannot represent it`;

function lossHere(value: unknown): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value)
        ? undefined
        : `${value} cannot be a payload: JSON would turn it into null`;
    case 'function':
      return noForm('a function');
    case 'symbol':
      return noForm('a symbol');
    case 'bigint':
      return noForm('a BigInt');
    case 'object':
      return value === null ? undefined : lossOfObject(value);
    default:
      return undefined;
  }
}

/** Describes objects that JSON writes as `{}`, or in a form that can't be converted back. */
function lossOfObject(value: object): string | undefined {
  if (Array.isArray(value) || hasToJson(value)) return undefined;
  const kind = isObservable(value) ? 'an Observable' : describeType(value);
  const remedy = unrun.get(kind);
  if (remedy !== undefined) return `${kind} cannot be a payload: it is not a value yet. ${remedy}`;
  if (kept.has(kind)) return undefined;
  if (lost.has(kind)) return `${kind} cannot be a payload: JSON would write it as {}`;
  if (isPlain(value) || Object.keys(value).length > 0) return undefined;
  const name = value.constructor?.name || 'a class';
  return `an instance of ${name} cannot be a payload: it has no members of its own, so JSON would write it as {}`;
}

/** Remedies for values that have not been run, for example because of a missing `yield*`. */
const unrun: ReadonlyMap<string, string> = new Map([
  ['an Observable', 'Wait for it: concatMap and the like in a pipeline, yield* or wait() in a saga'],
  ['a Generator', 'Run it with yield*'],
  ['an AsyncGenerator', 'Take its values first'],
]);

const kept: ReadonlySet<string> = new Set(['a Number', 'a String', 'a Boolean']);
const lost: ReadonlySet<string> = new Set([
  'a Map',
  'a Set',
  'an Error',
  'a RegExp',
  'a Promise',
  'an ArrayBuffer',
]);

const hasToJson = (value: object): boolean => 'toJSON' in value && typeof value.toJSON === 'function';

/** Returns whether an object is a plain object of any realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
