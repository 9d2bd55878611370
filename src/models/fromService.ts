/** How the service told of an object: a listing leaves the configuration out. */
export type Origin = 'description' | 'listing';

const origin = Symbol('origin');

/**
 * Options that were read from the service: the model takes them as they are. Old objects may break today's rules,
 * and a listing of 100,000 types need not be checked.
 */
export function fromService<O extends object>(told: Origin, options: O): O {
  return { ...options, [origin]: told };
}

/** How the service told of these options; `undefined` where they are the user's own. */
export function originOf(options: object): Origin | undefined {
  const told = origin in options ? options[origin] : undefined;
  return told === 'description' || told === 'listing' ? told : undefined;
}
