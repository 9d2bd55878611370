import { parse } from 'ini';

/** A `key = value` line of an INI file. */
export interface IniEntry {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/**
 * Parses an INI text by AWS's rules: a comment begins with `#` or `;` at the start of a line or after
 * whitespace, so a value may contain either character. A quoted value is taken literally, including comment
 * characters.
 *
 * @param onMalformed - called with the number of each malformed line; such lines are skipped
 */
export function readIni(text: string, onMalformed: (line: number) => void): IniEntry[] {
  const sections: Record<string, Record<string, unknown>> = parse(unambiguous(text, onMalformed));
  return Object.entries(sections).flatMap(([section, entries]) =>
    Object.entries(entries).map(([key, value]) => ({ section, key, value: String(value) })),
  );
}

/** Quotes all names and values: in unquoted text, the parser has its own rules for comments and dots. */
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

/** Returns the value after `=`; `undefined` if a quote is not closed or is followed by text. */
function valueAfter(rest: string): string | undefined {
  const [isQuoted, double, single] = /^\s*(?:"([^"]*)"|'([^']*)')\s*(?:[;#].*)?$/.exec(rest) ?? [];
  if (isQuoted !== undefined) return double ?? single;
  const value = rest.replace(/\s[;#].*$/, '').trim();
  // A quote at the start, or a lone one at the end, is unbalanced.
  return /^["']|^[^"']*["']$/.test(value) ? undefined : value;
}
