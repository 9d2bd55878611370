import { ResponseError } from './errors.js';

/** A member that SWF always writes, which the SDK types as perhaps missing. */
export function required<T>(value: T | undefined, member: string): T {
  if (value === undefined) {
    throw new ResponseError(`The service's answer lacks ${member}: check that the endpoint is one of SWF`, {
      kind: 'IncompleteResponse',
      transient: false,
    });
  }
  return value;
}
