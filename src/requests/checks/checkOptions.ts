import { describeType } from '../descriptions/describeType.js';
import { InvalidArgumentError } from '../errors/SwfError.js';
import { suggest } from './suggest.js';

type KeysOf<T> = T extends unknown ? keyof T : never;

/**
 * The names of all options of `T`, including every member of a union. Adding an option to `T` without its
 * name here is a compile-time error.
 */
export type OptionNames<T> = Readonly<Record<KeysOf<T>, true>>;

/**
 * Rejects values that are not an options object, and unknown options: a misspelled filter, for example, would
 * otherwise select everything.
 *
 * @param subject - the name in error messages of what the options are for
 * @throws `InvalidArgumentError` that names the option, with a suggestion
 */
export function checkOptions<T extends object>(
  subject: string,
  options: T,
  names: OptionNames<NoInfer<T>>,
): void {
  checkIsOptions(subject, options);
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(names, name)) continue;
    throw new InvalidArgumentError(
      `Unknown option ${JSON.stringify(name)} for ${subject}. ${suggest(name, Object.keys(names))}`,
      { resource: name },
    );
  }
}

/** Rejects values that are not an options object: a string, an array, a function, a `Map`, a `Promise`. */
export function checkIsOptions(subject: string, options: unknown): void {
  const kind = describeType(options);
  if (kind !== 'an Object')
    throw new InvalidArgumentError(`The options for ${subject} must be an object, got ${kind}`);
}
