import { readFileSync } from 'node:fs';
import type { LocalCredentials } from '../../local/index.js';

/** `KEY:SECRET`. A key has at least two characters, so that `C:\...` is not taken for one. */
const pair = /^([^\s:/\\]{2,}):(.+)$/;

function toPair(text: string, where: string): LocalCredentials {
  const [, accessKeyId = '', secretAccessKey = ''] = pair.exec(text) ?? [];
  if (accessKeyId === '') throw new Error(`${where} must have the form KEY:SECRET`);
  return { accessKeyId, secretAccessKey };
}

function* linesOf(file: string, where: string): Generator<LocalCredentials> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`${where} must be KEY:SECRET, or a file that can be read`);
  }
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    yield toPair(line.trim(), `Line ${index + 1} of the file in ${where}`);
  }
}

/**
 * Reads the values of `--credentials`: pairs, and files with a pair on each line. No part of them appears in
 * an error, since it may be a secret.
 */
export function readCredentials(values: readonly string[]): readonly LocalCredentials[] {
  return values.flatMap((value, index) => {
    const where = values.length === 1 ? '--credentials' : `--credentials (number ${index + 1})`;
    return pair.test(value) ? [toPair(value, where)] : [...linesOf(value, where)];
  });
}
