import { showValue, truncate } from '../../requests/index.js';
import type { RecordedFailure } from '../data/ExplanationData.js';
import { withoutPeriod } from './Writer.js';

const longest = 300;
/** Longest reason that SWF records. */
const longestReason = 256;

/**
 * Writes a recorded failure: its reason, and what its details add. Details that this library wrote for an error repeat
 * the reason, so only causes that the reason doesn't name are shown.
 */
export function failureText({ reason = '', details }: RecordedFailure): string {
  const isError = isErrorDescription(details);
  // SWF limits reasons. The first line of the message, which may explain itself in many more, is whole.
  const isCut = isError && reason.length >= longestReason;
  const head = isCut ? `${details.name}: ${details.message.split('\n', 1)[0]}` : reason;
  const added = isError ? causesOf(details, reason) : (valueText(details) ?? '');
  const text = withoutPeriod([head, added === head ? '' : added].filter(part => part !== '').join(' – '));
  return text === '' ? 'no reason given' : text;
}

/** Writes a decoded payload in one line. */
export const valueText = (value: unknown): string | undefined =>
  value === undefined ? undefined : truncate(showValue(value), longest);

interface Described {
  readonly name: string;
  readonly message: string;
  readonly cause?: unknown;
}

const isErrorDescription = (value: unknown): value is Described =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'message' in value &&
  typeof value.name === 'string' &&
  typeof value.message === 'string';

function causesOf({ cause }: Described, reason: string): string {
  const causes: string[] = [];
  for (let inner = cause; isErrorDescription(inner) && causes.length < 5; inner = inner.cause)
    if (!reason.includes(inner.message)) causes.push(`${inner.name}: ${inner.message}`);
  return causes.length === 0 ? '' : truncate(`caused by ${causes.join(', caused by ')}`, longest);
}
