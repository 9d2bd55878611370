import type { Patch } from '../../remote/wire/Patch.js';

type Members = Readonly<Record<string, unknown>>;

/** Returns what identifies an element of a list when it changes and moves; by default, its index. */
export type Identify = (element: unknown, index: number) => unknown;

/** Returns the change from one JSON value to another, or `undefined` if they are equal. */
export function patchOf(
  before: unknown,
  now: unknown,
  identify: Identify = (_, index) => index,
): Patch | undefined {
  if (before === now) return undefined;
  if (Array.isArray(before) && Array.isArray(now)) return listPatch(before, now, identify);
  if (isObject(before) && isObject(now)) return objectPatch(before, now, identify);
  // JSON would leave out a member that is undefined, and with it the change.
  return isSame(before, now) ? undefined : { set: now ?? null };
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** Returns whether two values that are neither plain objects nor lists are the same in JSON. */
const isSame = (before: unknown, now: unknown): boolean =>
  Object.is(before, now) ||
  (before instanceof Date && now instanceof Date && before.getTime() === now.getTime());

/** Returns a member of an object itself: one named `constructor` is not that of its prototype. */
const own = (members: Members, name: string): unknown =>
  Object.hasOwn(members, name) ? members[name] : undefined;

function objectPatch(before: Members, now: Members, identify: Identify): Patch | undefined {
  const drop = Object.keys(before).filter(name => before[name] !== undefined && own(now, name) === undefined);
  const of = Object.entries(now).flatMap(([name, value]) => {
    const patch = value === undefined ? undefined : patchOf(own(before, name), value, identify);
    return patch === undefined ? [] : [[name, patch] as const];
  });
  if (of.length + drop.length === 0) return undefined;
  return { ...(of.length > 0 && { of: Object.fromEntries(of) }), ...(drop.length > 0 && { drop }) };
}

function listPatch(
  before: readonly unknown[],
  now: readonly unknown[],
  identify: Identify,
): Patch | undefined {
  const kept = keptIn(before, now, identify);
  const isKept = new Set(kept.values());
  const cut = [...before.keys()].filter(index => !isKept.has(index));
  const put: [number, unknown][] = [];
  const at: [number, Patch][] = [];
  for (const [index, value] of now.entries()) {
    const from = kept.get(index);
    const patch = from === undefined ? undefined : patchOf(before[from], value, identify);
    if (from === undefined) put.push([index, value]);
    else if (patch !== undefined) at.push([index, patch]);
  }
  if (cut.length + put.length + at.length === 0) return undefined;
  return {
    ...(cut.length > 0 && { cut }),
    ...(put.length > 0 && { put }),
    ...(at.length > 0 && { at }),
  };
}

/** Returns the elements that a list keeps, in the same order: their indexes before, by those after. */
function keptIn(
  before: readonly unknown[],
  now: readonly unknown[],
  identify: Identify,
): ReadonlyMap<number, number> {
  const indexes = new Map<unknown, number>();
  for (const [index, value] of before.entries()) indexes.set(identify(value, index), index);
  const kept = new Map<number, number>();
  let last = -1;
  for (const [index, value] of now.entries()) {
    const from = indexes.get(identify(value, index));
    // An element that has moved to the front is cut and put.
    if (from === undefined || from <= last) continue;
    kept.set(index, from);
    last = from;
  }
  return kept;
}
