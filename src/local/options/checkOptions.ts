import { suggest } from './suggest.js';

/** What a value must be, and how a refusal says so. */
export type Rule = readonly [holds: (value: unknown) => boolean, allowed: string];

/** A rule for each option: whoever adds an option is asked for its rule here. */
export type Rules<T> = { readonly [K in keyof Required<T>]: Rule };

export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
export const isAmount = (value: unknown): boolean => typeof value === 'number' && value >= 0;
/** An object, be it of a class, but no list, `Map` or `Promise`. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]';

function show(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  return isText(value) && value.length > 80 ? `${JSON.stringify(value.slice(0, 80))}…` : `${toJson(value)}`;
}

/** Some values have no JSON, such as an object that is in itself, and others another one. */
function toJson(value: unknown): string | undefined {
  try {
    return typeof value === 'number' || typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/**
 * Refuses what is not an options object, an option that nobody would read, and one that could only do harm later.
 *
 * @param subject - what the options are for, as the message names it
 * @throws `TypeError` that names the option
 */
export function checkOptions<T extends object>(subject: string, options: T, rules: Rules<NoInfer<T>>): void {
  const given: unknown = options;
  if (!isRecord(given)) throw new TypeError(`${subject}: the options must be an object, got ${show(given)}`);
  const known = new Map<string, Rule>(Object.entries(rules));
  for (const [name, value] of Object.entries(given)) {
    const rule = known.get(name);
    if (rule === undefined) {
      const advice = suggest(name, [...known.keys()]);
      throw new TypeError(`${subject}: unknown option ${JSON.stringify(name)}. ${advice}`);
    }
    const [holds, allowed] = rule;
    if (value !== undefined && !holds(value)) {
      throw new TypeError(`${subject}: ${name} must be ${allowed}, got ${show(value)}`);
    }
  }
}
