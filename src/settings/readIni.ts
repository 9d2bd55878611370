/** A `key = value` line of an INI file. */
export interface IniEntry {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/**
 * Parses an INI text by AWS's rules: a comment begins with `#` or `;` at the start of a line or after
 * whitespace, so a value may contain either character. A quoted value is taken literally, including comment
 * characters. Of several values of a key in a section, the last one counts.
 *
 * @param onMalformed - called with the number of each malformed line; such lines are skipped
 */
export function readIni(text: string, onMalformed: (line: number) => void): IniEntry[] {
  const entries = new Map<string, IniEntry>();
  let section: string | undefined;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || /^[;#]/.test(line)) continue;
    const header = /^\[([^[\]]+)\]\s*(?:[;#].*)?$/.exec(line)?.[1];
    if (header !== undefined) {
      section = header.trim();
      continue;
    }
    const [, name, rest = ''] = /^([^=[\]][^=]*)=(.*)$/.exec(line) ?? [];
    const value = valueAfter(rest);
    if (section === undefined || name === undefined || value === undefined) {
      onMalformed(index + 1);
      continue;
    }
    const key = name.trim();
    entries.set(JSON.stringify([section, key]), { section, key, value });
  }
  return [...entries.values()];
}

/** Returns the value after `=`; `undefined` if a quote is not closed or is followed by text. */
function valueAfter(rest: string): string | undefined {
  const [isQuoted, double, single] = /^\s*(?:"([^"]*)"|'([^']*)')\s*(?:[;#].*)?$/.exec(rest) ?? [];
  if (isQuoted !== undefined) return double ?? single;
  const value = rest.replace(/\s[;#].*$/, '').trim();
  // A quote at the start, or a lone one at the end, is unbalanced.
  return /^["']|^[^"']*["']$/.test(value) ? undefined : value;
}
