/**
 * The key of a payload by its content: its SHA-256 in UTF-8, as 64 hexadecimal digits.
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
      'contentKey() needs crypto.subtle, which a page has over https or from localhost only',
    );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(payload));
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether keys can be made here: a page has `crypto.subtle` in a secure context only. */
export function canHash(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** Whether a text is a key that {@link contentKey} may have made, hence safe in a path. */
export function isContentKey(key: string): boolean {
  return /^[0-9a-f]{64}$/.test(key);
}
