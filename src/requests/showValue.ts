/** A short text for any value: strings as they are, objects as JSON where they have one. Never throws. */
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

// What an object is asked for is its own code: a getter, `toJSON`, `toString` or the trap of a Proxy may throw.
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

/** Whether `{}` says it all: a `Map`, an error or an object of functions has that JSON too. */
function isEmpty(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.keys(value).length === 0;
}

/** What a call returns if that is a text, `undefined` if not or if it throws. */
function attempt(call: () => unknown): string | undefined {
  try {
    const result = call();
    return typeof result === 'string' ? result : undefined;
  } catch {
    return undefined;
  }
}
