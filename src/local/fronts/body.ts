import { faults } from '../api/faults.js';

/** Largest request that SWF accepts, in bytes. */
export const largestBody = 1024 * 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Returns whether a body is larger than SWF accepts. */
export function isTooLarge(body: string | Uint8Array): boolean {
  if (typeof body !== 'string') return body.length > largestBody;
  // No character takes more than three bytes for each of its code units, so that nearly all texts aren't encoded.
  return body.length > largestBody / 3 && encoder.encode(body).length > largestBody;
}

/**
 * Returns the text of a body, or undefined if it is not UTF-8: invalid bytes must not be silently replaced.
 */
function toText(body: string | Uint8Array): string | undefined {
  // A lone surrogate cannot be encoded in UTF-8.
  if (typeof body === 'string') return /\p{Surrogate}/u.test(body) ? undefined : body;
  try {
    return decoder.decode(body);
  } catch {
    return undefined;
  }
}

/** Parses the body of a request. */
export function parseBody(body: string | Uint8Array): unknown {
  const text = toText(body);
  if (text === undefined) throw faults.serialization('The request body is not valid UTF-8');
  try {
    return JSON.parse(text);
  } catch {
    throw faults.serialization('The request body is not valid JSON');
  }
}
