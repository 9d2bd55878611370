/** Kind of response that an object was read from: a listing does not include the configuration. */
export type Origin = 'description' | 'listing';

const origin = Symbol('origin');

/**
 * Marks options as read from the service, so that the model accepts them without checks. Old objects may
 * violate current rules, and checking a listing of 100,000 types would be wasteful.
 *
 * @param options - an object that the caller owns; it is marked in place, because copying would dominate the
 *   cost in V8
 */
export function markOrigin<O extends object>(kind: Origin, options: O & { [origin]?: Origin }): O {
  options[origin] = kind;
  return options;
}

/** Returns the kind of response that the options were read from; `undefined` if they come from the user. */
export function originOf(options: object): Origin | undefined {
  // In plain JavaScript, options may be anything.
  const kind = Object(options) === options && origin in options ? options[origin] : undefined;
  return kind === 'description' || kind === 'listing' ? kind : undefined;
}
