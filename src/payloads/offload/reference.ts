/** Beginning of every reference. */
export const referencePrefix = 'rx-swf:payload:';

/** Maximum length of a key in characters, so that a reference fits wherever SWF accepts a payload. */
export const longestKey = 256;

/** Maximum length of a reference, in characters. */
export const longestReference = referencePrefix.length + longestKey;

/** Returns the reference that SWF carries in place of a payload. */
export function toReference(key: string): string {
  return `${referencePrefix}${key}`;
}

/** Returns the key in a reference; `undefined` for any other text. */
export function keyOf(text: string): string | undefined {
  return text.startsWith(referencePrefix) ? text.slice(referencePrefix.length) : undefined;
}
