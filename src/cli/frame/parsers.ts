import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';

/** Parsers of option values. They refuse a value before anything is loaded or called. */

export function toText(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Expected a non-empty string.');
  return text;
}

/** Collects the values of a repeatable option. */
export const addTo = (value: string, former: readonly string[] = []): readonly string[] => [
  ...former,
  toText(value),
];

export function toPositive(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('Expected a whole number, 1 or more.');
  return value;
}

export function toInteger(text: string): number {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('Expected a whole number.');
  return value;
}

/** Parses a port number. */
export function toPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535))
    throw new InvalidArgumentError('Expected an integer from 0 to 65535; 0 selects any free port.');
  return port;
}

/** Parses a retention period in days. */
export function toDays(text: string): number | 'NONE' {
  if (text === 'NONE') return text;
  const days = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(days <= 90)) throw new InvalidArgumentError('Expected a number of days from 0 to 90, or NONE.');
  return days;
}

const seconds = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;

const isUnit = (unit = ''): unit is keyof typeof seconds => Object.hasOwn(seconds, unit);

/** Parses a length of time, such as `90s`, `15m`, `6h`, `30d` or `2w`, to milliseconds. */
export function toMilliseconds(text: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([a-z])$/.exec(text) ?? [];
  if (count === undefined || !isUnit(unit))
    throw new InvalidArgumentError('Expected a length of time, such as 90s, 15m, 6h, 30d or 2w.');
  return Number(count) * seconds[unit] * 1_000;
}

/** Parses a timeout to seconds: a length of time, a number of seconds, or `NONE`. */
export function toTimeout(text: string): number | 'NONE' {
  if (text === 'NONE') return text;
  const value = /^\d+$/.test(text) ? Number(text) : toMilliseconds(text) / 1_000;
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('Expected whole seconds.');
  return value;
}

/**
 * Parses a point in time: an ISO date or time, or a length of time that it lies in the past. Without a zone, it is in the
 * local one, as times are shown.
 */
export function toTime(text: string): Date {
  const isAge = /^[\d.]+[a-z]$/.test(text);
  // JavaScript takes a date without a time as UTC.
  const time = isAge
    ? new Date(Date.now() - toMilliseconds(text))
    : new Date(text.length === 10 ? `${text}T00:00` : text);
  if (!(isAge || /^\d{4}-\d\d-\d\d/.test(text)) || Number.isNaN(time.getTime()))
    throw new InvalidArgumentError(
      'Expected a length of time, such as 6h or 30d, or a time, such as 2026-11-28 or 2026-11-28T17:00:00Z.',
    );
  return time;
}

/** Parses JSON, or the JSON in a file: `@input.json`; `@-` is standard input. */
export function toJson(text: string): unknown {
  const source = text.startsWith('@') ? readSource(text.slice(1)) : text;
  try {
    return JSON.parse(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : `${error}`;
    throw new InvalidArgumentError(`Expected JSON, or @file with JSON: ${reason}.`);
  }
}

function readSource(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : `${error}`;
    throw new InvalidArgumentError(`Cannot read the file: ${reason}.`);
  }
}

/** Parses the type of a workflow or activity, such as `Order@1`. A version may be required. */
export function toTypeFilter(text: string): { readonly name: string; readonly version?: string } {
  const at = text.lastIndexOf('@');
  const [name, version] = at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
  if (name === undefined || name.trim() === '' || version?.trim() === '')
    throw new InvalidArgumentError('Expected a type, such as Order or Order@1.');
  return { name, ...(version === undefined ? {} : { version }) };
}

/** Parses the type of a workflow or activity with its version, such as `Order@1`. */
export function toType(text: string): { readonly name: string; readonly version: string } {
  const { name, version } = toTypeFilter(text);
  if (version === undefined)
    throw new InvalidArgumentError('Expected a type with its version, such as Order@1.');
  return { name, version };
}
