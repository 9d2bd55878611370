/** Works like `instanceof` but never throws: a revoked Proxy is not an instance of any class. */
export function isInstance<T>(value: unknown, Class: abstract new (...args: never[]) => T): value is T {
  try {
    return value instanceof Class;
  } catch {
    return false;
  }
}

/** Returns whether a value is an error, even from another realm or a `DOMException`. Never throws. */
export function isError(value: unknown): value is object {
  try {
    return (
      value instanceof Error ||
      /^\[object (Error|DOMException)\]$/.test(Object.prototype.toString.call(value))
    );
  } catch {
    return false;
  }
}
