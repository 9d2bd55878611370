/** What a terminal or a reader would obey or misread: control characters, directions of text, separators, halves. */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const known: Readonly<Record<string, string>> = { '\n': '↵', '\r': '↵', '\t': ' ' };

/** Returns a text in one line, with nothing in it that a terminal obeys: no escape sequences, no other direction. */
export function printable(text: string): string {
  return text.replace(unprintable, character => known[character] ?? '\ufffd');
}
