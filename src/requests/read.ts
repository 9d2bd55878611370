/** Returns a member of an object; `undefined` if reading it throws, as a getter or a Proxy trap may. */
export function read(holder: object, key: string): unknown {
  try {
    return Reflect.get(holder, key);
  } catch {
    return undefined;
  }
}
