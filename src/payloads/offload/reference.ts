const prefix = 'rx-swf:payload:';

/** Maximum length of a key in characters, so that a reference fits wherever SWF accepts a payload. */
export const longestKey = 256;

/** Maximum length of a reference, in characters. */
export const longestReference = prefix.length + longestKey;

/** Returns the reference that SWF carries in place of a payload. */
export function toReference(key: string): string {
  return `${prefix}${key}`;
}

/** Returns the key in a reference; `undefined` for any other text. */
export function keyOf(text: string): string | undefined {
  return text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
}
