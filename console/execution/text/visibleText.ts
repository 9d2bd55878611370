/** What would be obeyed or hidden in place of shown: control characters, directions of text, characters without width. */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is made visible
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Returns a text in which each such character is its escape sequence: `\u001b[31m`. Line breaks and tabs stay. */
export const visibleText = (text: string): string =>
  text.replace(hidden, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Returns a number of bytes or characters to read: `812 B`, `1.2 kB`, `3.4 MB`. */
export function sizeText(count: number): string {
  if (count < 1_000) return `${count} B`;
  const [value, unit] = count < 1_000_000 ? [count / 1_000, 'kB'] : [count / 1_000_000, 'MB'];
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} ${unit}`;
}
