import { namesOf } from './namesOf.js';
import { read } from './read.js';
import { showValue } from './showValue.js';
import { truncate } from './truncate.js';

/** What is known of an error, as plain values of bounded length. */
export interface ErrorDescription {
  /** Its `name`, or that of its class where the class gives it none. */
  readonly name: string;
  /** The names of its other classes, the most special first, without `Error`. */
  readonly classes?: readonly string[];
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  /** The error that caused this one; a text for what is not an error. */
  readonly cause?: ErrorDescription | string;
  /** The errors of an `AggregateError`. */
  readonly errors?: readonly (ErrorDescription | string)[];
  /** Set where causes or errors were left out. */
  readonly truncated?: true;
}

/** In characters. Together with `mostErrors` these stay below the 32,768 characters of a payload. */
const longest = { message: 2_000, stack: 10_000, innerMessage: 500, innerStack: 700, name: 200 };

/** How many errors of a chain or a tree are described. */
const mostErrors = 10;

/**
 * Describes an error with its code, its chain of causes and the errors of an `AggregateError`. Never throws, whatever
 * was thrown: members that are not what they should be, or that throw when they are read, are left out.
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

/** `instanceof` that never throws: a revoked Proxy is of no class. */
export function isInstance<T>(value: unknown, Class: abstract new (...args: never[]) => T): value is T {
  try {
    return value instanceof Class;
  } catch {
    return false;
  }
}

/** Whether a value is an error, also one of another realm or a `DOMException`. Never throws. */
export function isError(value: unknown): value is object {
  try {
    return (
      value instanceof Error ||
      /^\[object (Error|DOMException)\]$/.test(Object.prototype.toString.call(value))
    );
  } catch {
    return false;
  }
}

class Describer {
  readonly #seen = new Set<unknown>();

  describe(error: unknown): ErrorDescription {
    const isOutermost = this.#seen.size === 0;
    this.#seen.add(error);
    if (!isError(error)) return { name: typeof error, message: truncate(showValue(error), longest.message) };
    const { name, classes } = namesOf(error);
    const code = read(error, 'code');
    const stack = read(error, 'stack');
    const { message, stack: stackLength } = isOutermost
      ? longest
      : { message: longest.innerMessage, stack: longest.innerStack };
    return {
      name: truncate(name, longest.name),
      ...(isOutermost && classes.length > 0
        ? { classes: classes.map(one => truncate(one, longest.name)) }
        : {}),
      message: truncate(textOf(read(error, 'message')), message),
      ...(typeof code === 'string' ? { code: truncate(code, longest.name) } : {}),
      ...(typeof code === 'number' ? { code } : {}),
      ...(typeof stack === 'string' ? { stack: truncate(stack, stackLength) } : {}),
      ...this.#inner(error),
    };
  }

  #inner(error: object): Pick<ErrorDescription, 'cause' | 'errors' | 'truncated'> {
    const causes = [read(error, 'cause')].filter(cause => cause !== undefined && cause !== null);
    const errors = listOf(read(error, 'errors'));
    const [cause] = this.#describeAll(causes);
    const described = this.#describeAll(errors);
    const isWhole = (causes.length === 0 || cause !== undefined) && described.length === errors.length;
    return {
      ...(cause === undefined ? {} : { cause }),
      ...(described.length === 0 ? {} : { errors: described }),
      ...(isWhole ? {} : { truncated: true }),
    };
  }

  /** As many as there is room for. What has been described already, or is being described, is left out. */
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

/** The first members of a list; none of what is no list. Never throws. */
export function listOf(value: unknown): readonly unknown[] {
  try {
    return Array.isArray(value) ? Array.from(value.slice(0, mostErrors + 1)) : [];
  } catch {
    return [];
  }
}
