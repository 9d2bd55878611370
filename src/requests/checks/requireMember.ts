import { ResponseError } from '../errors/SwfError.js';

/** Returns a member that SWF always sets but the SDK types as optional. Throws if it is missing. */
export function requireMember<T>(value: T | undefined, member: string): T {
  if (value === undefined) {
    throw new ResponseError(`The response has no ${member}. Check that the endpoint is an SWF service`, {
      kind: 'IncompleteResponse',
      transient: false,
    });
  }
  return value;
}
