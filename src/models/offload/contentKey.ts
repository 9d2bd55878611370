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
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(payload));
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether a text is a key that {@link contentKey} may have made, hence safe in a path. */
export function isContentKey(key: string): boolean {
  return /^[0-9a-f]{64}$/.test(key);
}
