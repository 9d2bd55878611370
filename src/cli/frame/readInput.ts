import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

/**
 * Reads a file, or standard input if its name is `-`. Standard input may be a pipe that has nothing yet, which
 * `readFileSync(0)` fails for.
 */
export const readInput = (file: string): Promise<string> =>
  file === '-' ? text(process.stdin) : readFile(file, 'utf8');
