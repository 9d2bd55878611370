import { isError } from '../descriptions/isError.js';
import { readItems, readMember } from '../descriptions/members.js';
import { truncate } from '../descriptions/truncate.js';

/** Maximum length of the response body that is kept, in characters. */
const longestBody = 1000;

/** Maximum number of errors of a chain or a tree to visit. */
const mostErrors = 100;

/** Patterns for secrets that messages may quote: the name of the secret (captured), then its value. */
const secrets = [
  /(x-amz-security-token["']?\s*[:=]\s*["']?)[^\s"'&,]+/gi,
  /(\bsignature["']?\s*[:=]\s*["']?)[0-9a-f]{16,}/gi,
  /(\bauthorization["']?\s*[:=]\s*["']?(?:basic|bearer)\s+)[^\s"'&,]+/gi,
];

/** Removes the request credentials that a text quotes. */
export function redact(text: string): string {
  return secrets.reduce((kept, secret) => kept.replace(secret, '$1…'), text);
}

/**
 * Removes secrets from an error, its causes and its aggregated errors, so that the error can be logged. The
 * SDK attaches the response to an error; in Node.js, the body of that response leads to the request with its
 * session token and signature. Keeps the status, the headers except `set-cookie`, and an excerpt of a text
 * body. Never throws.
 */
export function dropSecrets(error: unknown): void {
  const errors = new Set<unknown>([error]);
  for (const each of errors) {
    if (!isError(each) || errors.size > mostErrors) continue;
    dropFrom(each);
    errors.add(readMember(each, 'cause'));
    for (const aggregated of readItems(each, 'errors', mostErrors)) errors.add(aggregated);
  }
}

function dropFrom(error: object): void {
  // The stack repeats the message. It is read only if necessary, because formatting it is slow.
  if (redactText(error, 'message')) redactText(error, 'stack');
  redactText(error, '$responseBodyText');
  const response = readMember(error, '$response');
  if (typeof response !== 'object' || response === null) return;
  const body = readMember(response, 'body');
  const text = typeof body === 'string' ? truncate(redact(body), longestBody) : undefined;
  replace(response, 'body', text, body);
  const headers = readMember(response, 'headers');
  if (typeof headers === 'object' && headers !== null)
    replace(headers, 'set-cookie', undefined, readMember(headers, 'set-cookie'));
}

/** Redacts a text member. Returns whether there was something to remove. */
function redactText(error: object, key: string): boolean {
  const text = readMember(error, key);
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
    // A foreign Proxy or setter may refuse, and there is nothing to be done about it.
  }
}
