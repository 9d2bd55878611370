import { describe } from '#platform';

/** Converts a thrown value to an error with a name and a message. Never throws. */
export function toError(thrown: unknown): Error {
  try {
    if (thrown instanceof Error) return isDescribed(thrown) ? thrown : new Error(describe(thrown));
    return new Error(typeof thrown === 'string' ? thrown : describe(thrown));
  } catch {
    return new Error('an error that cannot be described');
  }
}

/** Thrown errors can be malformed, with a throwing getter or a Symbol as their name. */
const isDescribed = ({ name, message }: Error): boolean =>
  typeof name === 'string' && typeof message === 'string';
