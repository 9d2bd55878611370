import { describeError, type ErrorDescription, isError } from './describeError.js';
import { showValue } from './showValue.js';
import { truncate } from './truncate.js';

/** The longest reason that SWF carries, in characters. */
const longestReason = 256;

/** Less room is not used for causes. In characters. */
const shortestCause = 8;

/**
 * One line that says what went wrong, with the causes in parentheses while there is room: `TypeError: fetch failed
 * (ECONNREFUSED 127.0.0.1:5432)`. What is not an error is shown as a text, a plain object as its JSON. Never throws.
 *
 * @param max - the longest line, in characters
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

/** The message of an error, and the text of anything else. Never throws. */
export function messageOf(error: unknown): string {
  const { name, message } = describeError(error);
  return message === '' ? name : message;
}

/** Each of the causes in a few words, unless they have been said already: a wrapper often ends with its cause. */
function causesOf(description: ErrorDescription, head: string): string[] {
  const causes: string[] = [];
  const said = (text: string) => [head, ...causes].some(c => c === text || c.endsWith(`: ${text}`));
  const collect = ({ cause, errors = [] }: ErrorDescription) => {
    for (const inner of cause === undefined ? errors : [cause, ...errors]) {
      if (typeof inner === 'string') {
        if (!said(inner)) causes.push(inner);
        continue;
      }
      // An `AggregateError` may have nothing to say of its own.
      const isGroup = inner.message === '' && inner.errors !== undefined;
      const text = briefly(inner);
      if (!isGroup && !said(inner.message) && !said(text)) causes.push(text);
      collect(inner);
    }
  };
  collect(description);
  return causes;
}

/** A system error begins with its code: 'connect ECONNREFUSED 127.0.0.1:5432' says what it says without 'connect'. */
function briefly({ name, code, message }: ErrorDescription): string {
  if (message === '') return typeof code === 'string' ? code : name;
  if (typeof code === 'string' && code !== '') {
    return message.includes(code) ? message.replace(/^[a-z_]+ (?=[A-Z])/, '') : `${code}: ${message}`;
  }
  return name === 'Error' ? message : `${name}: ${message}`;
}
