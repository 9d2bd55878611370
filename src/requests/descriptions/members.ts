/** Returns a member of an object; `undefined` if reading it throws, as a getter or a Proxy trap may. */
export function readMember(holder: object, key: string): unknown {
  try {
    return Reflect.get(holder, key);
  } catch {
    return undefined;
  }
}

/** Returns the first elements of a member that is an array; none if it is not, or if reading it throws. */
export function readItems(holder: object, key: string, max: number): readonly unknown[] {
  try {
    const items: unknown = Reflect.get(holder, key);
    return Array.isArray(items) ? Array.from(items.slice(0, max)) : [];
  } catch {
    return [];
  }
}
