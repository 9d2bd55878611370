import { parse } from 'ini';

/** A `key = value` line of an INI file. */
export interface IniEntry {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/**
 * The entries of an INI text, by AWS's rules: a comment begins with `#` or `;` at the start of a line or after a
 * blank, so a value may hold both. A value in quotes is taken literally, comment signs included.
 *
 * @param onMalformed - told the number of each line that cannot be read as it was meant; such a line is skipped
 */
export function readIni(text: string, onMalformed: (line: number) => void): IniEntry[] {
  const sections: Record<string, Record<string, unknown>> = parse(unambiguous(text, onMalformed));
  return Object.entries(sections).flatMap(([section, entries]) =>
    Object.entries(entries).map(([key, value]) => ({ section, key, value: String(value) })),
  );
}

/** The text with all names and values in quotes: without them, the parser has rules of its own for comments and dots. */
function unambiguous(text: string, onMalformed: (line: number) => void): string {
  let hasSection = false;
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((raw, index) => {
      const line = raw.trim();
      if (line === '' || /^[;#]/.test(line)) return '';
      const header = /^\[([^[\]]+)\]\s*(?:[;#].*)?$/.exec(line)?.[1];
      hasSection ||= header !== undefined;
      if (header !== undefined) return `[${JSON.stringify(header.trim().replaceAll('.', '\\.'))}]`;
      const [, key, rest = ''] = /^([^=[\]][^=]*)=(.*)$/.exec(line) ?? [];
      const value = valueAfter(rest);
      if (hasSection && key !== undefined && value !== undefined)
        return `${JSON.stringify(key.trim())}=${JSON.stringify(value)}`;
      onMalformed(index + 1);
      return '';
    });
  return lines.join('\n');
}

/** The value after `=`; `undefined` for a quote that is not closed, or that has text behind it. */
function valueAfter(rest: string): string | undefined {
  const [isQuoted, double, single] = /^\s*(?:"([^"]*)"|'([^']*)')\s*(?:[;#].*)?$/.exec(rest) ?? [];
  if (isQuoted !== undefined) return double ?? single;
  const value = rest.replace(/\s[;#].*$/, '').trim();
  // A quote at the start, or a single one at the end, has lost its other half.
  return /^["']|^[^"']*["']$/.test(value) ? undefined : value;
}
