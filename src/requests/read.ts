/** A member of an object; `undefined` where reading it throws, as a getter or the trap of a Proxy may. */
export function read(holder: object, key: string): unknown {
  try {
    return Reflect.get(holder, key);
  } catch {
    return undefined;
  }
}
