import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';
import { packedExtension } from './fileNames.js';

/** A line of a file. */
export interface Line {
  readonly text: string;
  /** False for a last line without an end, which a writer that was killed has left. */
  readonly isWhole: boolean;
}

/**
 * Reads the lines of a file one by one, however long it is. Throws `InvalidArgumentError` if it can't be read. `node:readline` is of no use here: it also breaks lines
 * at U+2028, which JSON leaves as it is.
 */
export async function* linesOf(path: string): AsyncGenerator<Line> {
  const bytes = createReadStream(path);
  const source = path.endsWith(packedExtension) ? bytes.pipe(createGunzip()) : bytes;
  if (source !== bytes) bytes.on('error', error => source.destroy(error));
  source.setEncoding('utf8');
  // Parts of the present line. Joined once, because a line may be as long as a history.
  let parts: string[] = [];
  try {
    for await (const part of source) {
      const [end = '', ...lines] = `${part}`.split('\n');
      parts.push(end);
      const last = lines.pop();
      if (last === undefined) continue;
      yield { text: parts.join(''), isWhole: true };
      for (const text of lines) yield { text, isWhole: true };
      parts = [last];
    }
    const rest = parts.join('');
    if (rest !== '') yield { text: rest, isWhole: false };
  } catch (cause) {
    throw new InvalidArgumentError(`Cannot read ${path}: ${messageOf(cause)}`, { cause });
  } finally {
    bytes.destroy();
    source.destroy();
  }
}
