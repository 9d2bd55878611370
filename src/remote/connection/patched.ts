import type { Patch } from '../wire/Patch.js';

/** Returns a value with a patch. What the patch doesn't concern stays the same object. */
export function patched(before: unknown, patch: Patch): unknown {
  if ('set' in patch) return patch.set;
  const { of = {}, drop = [], cut = [], put = [], at = [] } = patch;
  if (Array.isArray(before)) {
    const gone = new Set(cut);
    const list: unknown[] = before.filter((_, index) => !gone.has(index));
    for (const [index, value] of put) list.splice(index, 0, value);
    for (const [index, change] of at) list[index] = patched(list[index], change);
    return list;
  }
  const members = new Map(Object.entries(Object(before)));
  for (const name of drop) members.delete(name);
  for (const [name, change] of Object.entries(of)) members.set(name, patched(members.get(name), change));
  return Object.fromEntries(members);
}
