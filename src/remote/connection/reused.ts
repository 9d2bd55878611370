/**
 * Returns a JSON value whose parts are those of another one where they are equal, so that a stream which begins anew does
 * not change what has not changed. Elements of lists are the same wherever they are.
 */
export function reused(before: unknown, now: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(now)) {
    const known = new Map(before.map(element => [JSON.stringify(element), element]));
    return now.map(element => known.get(JSON.stringify(element)) ?? element);
  }
  if (!isObject(before) || !isObject(now)) return now;
  return Object.fromEntries(Object.entries(now).map(([name, value]) => [name, reused(before[name], value)]));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
