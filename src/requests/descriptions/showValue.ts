/** Converts any value to a string: strings as they are, objects as JSON if possible. Never throws. */
export function showValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'function':
      return '[Function]';
    case 'object':
      return value === null ? 'null' : showObject(value);
    default:
      return String(value);
  }
}

// Inspecting an object runs its own code: a getter, `toJSON`, `toString` or a Proxy trap may throw.
function showObject(value: object): string {
  const json = attempt(() => JSON.stringify(value));
  if (json !== undefined && json !== '{}') return json;
  return (
    attempt(() => (isEmpty(value) ? json : undefined)) ??
    attempt(() => String(value)) ??
    attempt(() => Object.prototype.toString.call(value)) ??
    'an object that cannot be shown'
  );
}

/** Returns whether an object is really empty: a `Map`, an error or an object of functions is `{}` too. */
function isEmpty(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.keys(value).length === 0;
}

/** Returns the result of a call if it is a string; `undefined` if it is not, or if the call throws. */
function attempt(call: () => unknown): string | undefined {
  try {
    const result = call();
    return typeof result === 'string' ? result : undefined;
  } catch {
    return undefined;
  }
}
