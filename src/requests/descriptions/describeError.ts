import { isError } from './isError.js';
import { readItems, readMember } from './members.js';
import { namesOf } from './namesOf.js';
import { showValue } from './showValue.js';
import { truncate } from './truncate.js';

/** Description of an error in plain values of bounded length. */
export interface ErrorDescription {
  /** Its `name`, or the name of its class if the class does not set one. */
  readonly name: string;
  /** The names of its other classes, most specific first, without `Error`. */
  readonly classes?: readonly string[];
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  /** The error that caused this one, or a string if the cause is not an error. */
  readonly cause?: ErrorDescription | string;
  /** The errors of an `AggregateError`. */
  readonly errors?: readonly (ErrorDescription | string)[];
  /** Set if causes or errors were left out. */
  readonly truncated?: true;
}

/** Maximum lengths in characters. With `mostErrors`, a description fits in a payload (32,768 characters). */
const longest = { message: 2_000, stack: 10_000, innerMessage: 500, innerStack: 700, name: 200 };

/** Maximum number of errors of a chain or a tree to describe. */
const mostErrors = 10;

/**
 * Describes an error with its code, its chain of causes and the errors of an `AggregateError`. Never throws
 * for any value: members of an unexpected type, and members that throw when read, are left out.
 *
 * @example
 * ```ts
 * import { describeError } from 'rx-swf';
 *
 * console.log(describeError(new TypeError('fetch failed', { cause: new Error('no route') })));
 * ```
 */
export function describeError(error: unknown): ErrorDescription {
  return new Describer().describe(error);
}

class Describer {
  readonly #seen = new Set<unknown>();

  describe(error: unknown): ErrorDescription {
    const isOutermost = this.#seen.size === 0;
    this.#seen.add(error);
    if (!isError(error)) return { name: typeof error, message: truncate(showValue(error), longest.message) };
    const { name, classes } = namesOf(error);
    const code = readMember(error, 'code');
    const stack = readMember(error, 'stack');
    const { message, stack: stackLength } = isOutermost
      ? longest
      : { message: longest.innerMessage, stack: longest.innerStack };
    return {
      name: truncate(name, longest.name),
      ...(isOutermost && classes.length > 0
        ? { classes: classes.map(one => truncate(one, longest.name)) }
        : {}),
      message: truncate(textOf(readMember(error, 'message')), message),
      ...(typeof code === 'string' ? { code: truncate(code, longest.name) } : {}),
      ...(typeof code === 'number' ? { code } : {}),
      ...(typeof stack === 'string' ? { stack: truncate(stack, stackLength) } : {}),
      ...this.#inner(error),
    };
  }

  #inner(error: object): Pick<ErrorDescription, 'cause' | 'errors' | 'truncated'> {
    const causes = [readMember(error, 'cause')].filter(cause => cause !== undefined && cause !== null);
    const errors = readItems(error, 'errors', mostErrors + 1);
    const [cause] = this.#describeAll(causes);
    const described = this.#describeAll(errors);
    const isWhole = (causes.length === 0 || cause !== undefined) && described.length === errors.length;
    return {
      ...(cause === undefined ? {} : { cause }),
      ...(described.length === 0 ? {} : { errors: described }),
      ...(isWhole ? {} : { truncated: true }),
    };
  }

  /** Describes as many errors as the limit allows, skipping those already described or being described. */
  #describeAll(errors: readonly unknown[]): (ErrorDescription | string)[] {
    const described: (ErrorDescription | string)[] = [];
    for (const error of errors) {
      if (this.#seen.has(error) || this.#seen.size >= mostErrors) continue;
      const description = this.describe(error);
      described.push(isError(error) ? description : truncate(description.message, longest.innerMessage));
    }
    return described;
  }
}

const textOf = (value: unknown): string => (value === undefined ? '' : showValue(value));
