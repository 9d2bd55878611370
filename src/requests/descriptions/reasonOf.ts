import { describeError, type ErrorDescription } from './describeError.js';
import { isError } from './isError.js';
import { showValue } from './showValue.js';
import { truncate } from './truncate.js';

/** SWF's maximum length of a reason, in characters. */
const longestReason = 256;

/** Minimum space for the causes, in characters. With less, they are omitted. */
const shortestCause = 8;

/**
 * Summarizes an error in one line, with its causes in parentheses if they fit:
 * `TypeError: fetch failed (ECONNREFUSED 127.0.0.1:5432)`. A value that is not an error is converted to a
 * string, a plain object to JSON. Never throws.
 *
 * @param max - maximum length of the line, in characters
 * @example
 * ```ts
 * import { reasonOf } from 'rx-swf';
 *
 * reasonOf(new RangeError('too large')); // 'RangeError: too large'
 * ```
 */
export function reasonOf(error: unknown, max: number = longestReason): string {
  if (!isError(error)) return truncate(showValue(error), max);
  const description = describeError(error);
  const { name, message } = description;
  const head = truncate(message === '' ? name : `${name}: ${message}`, max);
  const causes = causesOf(description, head).join('; ');
  const room = max - head.length - ' ()'.length;
  return causes === '' || room < shortestCause ? head : `${head} (${truncate(causes, room)})`;
}

/** Returns the message of an error, or any other value as a string. Never throws. */
export function messageOf(error: unknown): string {
  const { name, message } = describeError(error);
  return message === '' ? name : message;
}

/** Returns brief texts of the causes, without those that a wrapper's message already contains. */
function causesOf(description: ErrorDescription, head: string): string[] {
  const causes: string[] = [];
  const said = (text: string) => [head, ...causes].some(c => c === text || c.endsWith(`: ${text}`));
  const collect = ({ cause, errors = [] }: ErrorDescription) => {
    for (const inner of cause === undefined ? errors : [cause, ...errors]) {
      if (typeof inner === 'string') {
        if (!said(inner)) causes.push(inner);
        continue;
      }
      // An `AggregateError` may have no message of its own.
      const isGroup = inner.message === '' && inner.errors !== undefined;
      const text = briefly(inner);
      if (!isGroup && !said(inner.message) && !said(text)) causes.push(text);
      collect(inner);
    }
  };
  collect(description);
  return causes;
}

/** Shortens a description: 'connect ECONNREFUSED 127.0.0.1:5432' starts at its code. */
function briefly({ name, code, message }: ErrorDescription): string {
  if (message === '') return typeof code === 'string' ? code : name;
  if (typeof code === 'string' && code !== '') {
    return message.includes(code) ? message.replace(/^[a-z_]+ (?=[A-Z])/, '') : `${code}: ${message}`;
  }
  return name === 'Error' ? message : `${name}: ${message}`;
}
