import { isError } from './describeError.js';
import { read } from './read.js';
import { truncate } from './truncate.js';

/** How much is kept of the body that an error came with, in characters. */
const longestBody = 1000;

/** How many errors of a chain or a tree are looked at. */
const mostErrors = 100;

/** What texts of AWS and of others quote of a request: what names the secret, and the secret. */
const secrets = [
  /(x-amz-security-token["']?\s*[:=]\s*["']?)[^\s"'&,]+/gi,
  /(\bsignature["']?\s*[:=]\s*["']?)[0-9a-f]{16,}/gi,
  /(\bauthorization["']?\s*[:=]\s*["']?(?:basic|bearer)\s+)[^\s"'&,]+/gi,
];

/** A text without the credentials of a request that it quotes. */
export function redact(text: string): string {
  return secrets.reduce((kept, secret) => kept.replace(secret, '$1…'), text);
}

/**
 * Takes out of an error, its causes and the errors that it aggregates what nobody should find in a log. The SDK hangs
 * the response on an error, and on its body, in Node, the request with its session token and signature. Status, headers
 * and a text of the body stay, as does all else. Never throws.
 */
export function dropSecrets(error: unknown): void {
  const errors = new Set<unknown>([error]);
  for (const each of errors) {
    if (!isError(each) || errors.size > mostErrors) continue;
    dropFrom(each);
    errors.add(read(each, 'cause'));
    for (const aggregated of itemsOf(read(each, 'errors'))) errors.add(aggregated);
  }
}

function itemsOf(value: unknown): readonly unknown[] {
  try {
    return Array.isArray(value) ? value.slice(0, mostErrors) : [];
  } catch {
    return [];
  }
}

function dropFrom(error: object): void {
  // A stack repeats the message, and takes its time to be written out.
  if (redactText(error, 'message')) redactText(error, 'stack');
  redactText(error, '$responseBodyText');
  const response = read(error, '$response');
  if (typeof response !== 'object' || response === null) return;
  const body = read(response, 'body');
  const text = typeof body === 'string' ? truncate(redact(body), longestBody) : undefined;
  replace(response, 'body', text, body);
  const headers = read(response, 'headers');
  if (typeof headers === 'object' && headers !== null)
    replace(headers, 'set-cookie', undefined, read(headers, 'set-cookie'));
}

/** Whether there was something to take out. */
function redactText(error: object, key: string): boolean {
  const text = read(error, key);
  if (typeof text !== 'string') return false;
  const redacted = redact(text);
  replace(error, key, redacted, text);
  return redacted !== text;
}

function replace(holder: object, key: string, value: unknown, former: unknown): void {
  if (value === former) return;
  try {
    Reflect.set(holder, key, value);
  } catch {
    // A Proxy or a setter of somebody else's refuses: nothing can be done.
  }
}
