import { suggest } from './suggest.js';

/** A condition on the value of an option, and its description for the error message. */
export type Rule = readonly [holds: (value: unknown) => boolean, allowed: string];

/** A rule for each option. The type makes every new option require one. */
export type Rules<T> = { readonly [K in keyof Required<T>]: Rule };

export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
export const isAmount = (value: unknown): boolean => typeof value === 'number' && value >= 0;
/** Returns whether the value is an object, including class instances but not arrays, `Map`s or `Promise`s. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]';

/** A duration option. `Infinity` is allowed. */
export const milliseconds: Rule = [isAmount, 'a non-negative number of milliseconds'];

function show(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  return isText(value) && value.length > 80 ? `${JSON.stringify(value.slice(0, 80))}…` : `${toJson(value)}`;
}

/** Handles values that JSON can't represent (circular objects, bigints) or represents differently (`NaN`). */
function toJson(value: unknown): string | undefined {
  try {
    return typeof value === 'number' || typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/**
 * Rejects values that are not an options object, unknown options, and options with an invalid value.
 *
 * @param subject - the name of the API in the error message
 * @throws `TypeError` that names the option
 */
export function checkOptions<T extends object>(subject: string, options: T, rules: Rules<NoInfer<T>>): void {
  const given: unknown = options;
  if (!isRecord(given))
    throw new TypeError(`The options for ${subject} must be an object, got ${show(given)}`);
  const known = new Map<string, Rule>(Object.entries(rules));
  for (const [name, value] of Object.entries(given)) {
    const rule = known.get(name);
    if (rule === undefined) {
      const advice = suggest(name, [...known.keys()]);
      throw new TypeError(`Unknown option ${JSON.stringify(name)} for ${subject}. ${advice}`);
    }
    const [holds, allowed] = rule;
    if (value !== undefined && !holds(value)) {
      throw new TypeError(`${name} of ${subject} must be ${allowed}, got ${show(value)}`);
    }
  }
}
