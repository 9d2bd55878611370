const prefix = 'rx-swf:payload:';

/** No key is longer, so that a reference fits wherever SWF takes a payload. */
export const longestKey = 256;

/** No reference is longer. In characters. */
export const longestReference = prefix.length + longestKey;

/** What SWF carries in place of a payload. */
export function toReference(key: string): string {
  return `${prefix}${key}`;
}

/** The key in a reference; `undefined` for every other text. */
export function keyOf(text: string): string | undefined {
  return text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
}
