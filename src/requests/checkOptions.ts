import { InvalidArgumentError } from './errors.js';
import { kindOf } from './kindOf.js';
import { suggest } from './suggest.js';

type KeysOf<T> = T extends unknown ? keyof T : never;

/** The names of all options of a `T`, of each member of a union: whoever adds an option is asked for its name here. */
export type OptionNames<T> = Readonly<Record<KeysOf<T>, true>>;

/**
 * Refuses what is not an options object, and an option that nobody would read: a misspelt filter would select
 * everything.
 *
 * @param subject - what the options are for, as the message names it
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

/** Refuses what is not an object of options: a text, a list, a function, a `Map`, a `Promise`. */
export function checkIsOptions(subject: string, options: unknown): void {
  const kind = kindOf(options);
  if (kind !== 'an Object')
    throw new InvalidArgumentError(`The options for ${subject} must be an object, got ${kind}`);
}
