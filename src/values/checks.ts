import { InvalidArgumentError } from '../requests/errors/SwfError.js';
import { limits, maxPriority, oneYear } from './limits.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: SWF forbids exactly these
const forbiddenInNames = /[:/|\u0000-\u001f\u007f-\u009f]/;

/** Throws the error that all checks share, with the field, the allowed values and the actual value. */
export function refuse(field: string, value: unknown, allowed: string): never {
  throw new InvalidArgumentError(`${field} must be ${allowed}, got ${show(value)}`, { resource: field });
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  if (Array.isArray(value)) return `${value.length} items`;
  if (typeof value === 'object' && value !== null) return value.constructor?.name ?? 'object';
  return String(value);
}

/** Checks that a value is a valid `Date`. */
export function checkDate(field: string, value: unknown): void {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) refuse(field, value, 'a valid Date');
}

/** Checks that a value is a string of `min` to `max` characters. */
export function checkText(field: string, value: unknown, max: number, min = 0): void {
  if (typeof value !== 'string' || value.length < min || value.length > max) {
    refuse(
      field,
      value,
      min > 0 ? `a string of ${min} to ${max} characters` : `a string of at most ${max} characters`,
    );
  }
}

/** Checks that a value is a name that SWF allows for domains, types, task lists and ids. */
export function checkName(field: string, value: unknown, max: number = limits.name): void {
  checkText(field, value, max, 1);
  if (typeof value !== 'string') return;
  if (forbiddenInNames.test(value)) refuse(field, value, 'free of ":", "/", "|" and control characters');
  if (value === 'arn') refuse(field, value, 'a name other than "arn", which is reserved');
  if (value !== value.trim()) refuse(field, value, 'free of leading and trailing white space');
}

/** Checks that a value is one of the words that SWF knows. */
export function checkOneOf(field: string, value: unknown, words: readonly string[]): void {
  if (typeof value !== 'string' || !words.includes(value)) refuse(field, value, `one of ${words.join(', ')}`);
}

/** Checks that a value is an integer number of seconds from `min` to `max`, or `'NONE'` if allowed. */
export function checkDuration(
  field: string,
  value: unknown,
  { none = true, min = 0, max = oneYear }: { none?: boolean; min?: number; max?: number } = {},
): void {
  if (none && value === 'NONE') return;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    refuse(field, value, `a whole number of seconds from ${min} to ${max}${none ? " or 'NONE'" : ''}`);
  }
}

/** Checks that a value is a task priority, an int32. */
export function checkPriority(field: string, value: unknown): void {
  if (
    typeof value !== 'number' ||
    !Number.isInteger(value) ||
    value < -maxPriority - 1 ||
    value > maxPriority
  ) {
    refuse(field, value, `a whole number from ${-maxPriority - 1} to ${maxPriority}`);
  }
}

/** Checks the tags of an execution: at most five, each of 1 to 256 characters. */
export function checkTags(field: string, value: unknown): void {
  if (!Array.isArray(value) || value.length > limits.tags)
    refuse(field, value, `a list of at most ${limits.tags} tags`);
  for (const [i, tag] of value.entries()) checkText(`${field}[${i}]`, tag, limits.tag, 1);
}

/** Runs a check unless the value is `undefined`. */
export function optional<T, A extends unknown[]>(
  check: (field: string, value: T, ...args: A) => void,
  field: string,
  value: T | undefined,
  ...args: A
): void {
  if (value !== undefined) check(field, value, ...args);
}

/** Checks that a value is an RxJS period: a number of milliseconds, 0 or more. */
export function checkPeriod(field: string, value: unknown): void {
  if (typeof value !== 'number' || Number.isNaN(value) || value < 0)
    refuse(field, value, 'a non-negative number of milliseconds');
}

/** Checks that a value is an integer from `min` to `max`. */
export function checkCount(field: string, value: unknown, min: number, max = Number.POSITIVE_INFINITY): void {
  const whole = typeof value === 'number' && (Number.isInteger(value) || value === Number.POSITIVE_INFINITY);
  if (!whole || value < min || value > max) {
    refuse(
      field,
      value,
      max === Number.POSITIVE_INFINITY
        ? `a whole number of at least ${min}`
        : `a whole number from ${min} to ${max}`,
    );
  }
}
