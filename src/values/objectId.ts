const ids = new WeakMap<object, number>();
let last = 0;

/** Returns a number for the identity of an object; 0 for `undefined`. */
export function objectId(object: object | undefined): number {
  if (object === undefined) return 0;
  const known = ids.get(object);
  if (known !== undefined) return known;
  last += 1;
  ids.set(object, last);
  return last;
}
