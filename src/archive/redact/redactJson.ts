import { redactName, redactReason, redactText } from './redactText.js';

/** The tokens of JSON that change, and the keys: a string with the colon that may follow, or a number. */
const token = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d[\d.eE+-]*/g;

/** Members of a described error that hold names, and the one that begins with a name. */
const nameMembers: ReadonlySet<string> = new Set(['name', 'classes']);

/**
 * Redacts JSON; `undefined` for other text. Keys, `true`, `false`, `null` and the length of the text stay. Of the
 * details of a failure, the names of errors stay too.
 *
 * The text is changed token by token, because a value that is parsed and printed again may be longer or shorter.
 */
export function redactJson(text: string, isFailure: boolean): string | undefined {
  if (!isJson(text)) return undefined;
  let key = '';
  return text.replace(token, (match, string: string | undefined, colon: string | undefined) => {
    if (string === undefined) return match.replace(/\d/g, '1');
    if (colon !== undefined) {
      key = string.slice(1, -1);
      return match;
    }
    return redactString(string, isFailure ? redactionOf(key) : redactText);
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function redactionOf(key: string): (text: string) => string {
  if (key === 'reason') return redactReason;
  return nameMembers.has(key) ? redactName : redactText;
}

/** Redacts a string of JSON. An escaped character that is a letter becomes an escaped x, which is as long. */
function redactString(string: string, redact: (text: string) => string): string {
  const parts = string.split(/(\\u[\da-fA-F]{4}|\\.)/);
  if (parts.length === 1) return `"${redact(string.slice(1, -1))}"`;
  return parts.map((part, at) => (at % 2 === 0 ? redactText(part) : redactEscape(part))).join('');
}

function redactEscape(sequence: string): string {
  if (!sequence.startsWith('\\u')) return sequence;
  const code = Number.parseInt(sequence.slice(2), 16);
  return code < 32 ? sequence : '\\u0078';
}
