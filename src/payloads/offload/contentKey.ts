/**
 * Returns the content key of a payload: the SHA-256 of its UTF-8 encoding, as 64 hexadecimal digits.
 *
 * @example
 * ```ts
 * import { contentKey } from 'rx-swf';
 *
 * console.log(await contentKey('"hello"'));
 * ```
 */
export async function contentKey(payload: string): Promise<string> {
  if (!canHash())
    throw new TypeError(
      'contentKey() needs crypto.subtle, which browsers provide only on https pages and localhost',
    );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(payload));
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns whether content keys can be computed here: a page has `crypto.subtle` only in a secure context. */
export function canHash(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** Returns whether a string has the form of a {@link contentKey}, which also makes it safe in a path. */
export function isContentKey(key: string): boolean {
  return /^[0-9a-f]{64}$/.test(key);
}
