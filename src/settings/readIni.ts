/** A `key = value` line of an INI file. */
export interface IniEntry {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/**
 * The entries of an INI text, in order, by AWS's rules: a comment begins with `#` or `;` at the start of a line or
 * after a blank, so a value may hold both. A value in quotes is taken literally, comment signs included.
 *
 * @param onMalformed - told the number of each line that cannot be read as it was meant; such a line is skipped
 */
export function* readIni(text: string, onMalformed: (line: number) => void): Generator<IniEntry> {
  let section: string | undefined;
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '' || /^[;#]/.test(line)) continue;
    const header = /^\[([^[\]]+)\]\s*(?:[;#].*)?$/.exec(line)?.[1];
    section = header?.trim() ?? section;
    if (header !== undefined) continue;
    const [, key, rest = ''] = /^([^=[\]][^=]*)=(.*)$/.exec(line) ?? [];
    const value = valueAfter(rest);
    if (section === undefined || key === undefined || value === undefined) onMalformed(index + 1);
    else yield { section, key: key.trim(), value };
  }
}

/** The value after `=`; `undefined` for a quote that is not closed, or that has text behind it. */
function valueAfter(rest: string): string | undefined {
  const [isQuoted, double, single] = /^\s*(?:"([^"]*)"|'([^']*)')\s*(?:[;#].*)?$/.exec(rest) ?? [];
  if (isQuoted !== undefined) return double ?? single;
  const value = rest.replace(/\s[;#].*$/, '').trim();
  // A quote at the start, or a single one at the end, has lost its other half.
  return /^["']|^[^"']*["']$/.test(value) ? undefined : value;
}
