import { inspect } from 'node:util';

/** What was thrown, as an error with a name and a message. Never throws, whatever it is given. */
export function toError(thrown: unknown): Error {
  try {
    if (thrown instanceof Error) return isDescribed(thrown) ? thrown : new Error(inspect(thrown));
    return new Error(typeof thrown === 'string' ? thrown : inspect(thrown));
  } catch {
    return new Error('an error that cannot be described');
  }
}

/** A getter that throws, a name that is a Symbol: what is thrown is not always what an error should be. */
const isDescribed = ({ name, message }: Error): boolean =>
  typeof name === 'string' && typeof message === 'string';
