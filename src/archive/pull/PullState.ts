import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';
import { writeWhole } from '../files/writeWhole.js';

const format = 1;

interface Stored {
  readonly format: number;
  readonly isRedacted: boolean;
  /** Days of which everything is archived. */
  readonly days: readonly string[];
}

/** State of a domain's archive from one pull to the next, in `archive.json` of its folder. */
export class PullState {
  readonly #path: string;
  readonly #isRedacted: boolean;
  readonly #days: Set<string>;

  private constructor(path: string, { isRedacted, days }: Stored) {
    this.#path = path;
    this.#isRedacted = isRedacted;
    this.#days = new Set(days);
  }

  /**
   * Reads the state of a folder. Rejects with `InvalidArgumentError` if the archive was made with another
   * `redact`, because one archive is either redacted or not.
   */
  static async read(folder: string, isRedacted: boolean): Promise<PullState> {
    const path = join(folder, 'archive.json');
    const stored = await readStored(path);
    if (stored !== undefined && stored.isRedacted !== isRedacted)
      throw new InvalidArgumentError(
        `The archive ${folder} is ${stored.isRedacted ? '' : 'not '}redacted. Pull into another folder, or ${
          stored.isRedacted ? 'with' : 'without'
        } redact`,
        { resource: 'redact' },
      );
    return new PullState(path, stored ?? { format, isRedacted, days: [] });
  }

  isComplete(day: string): boolean {
    return this.#days.has(day);
  }

  /** Records that a day is complete. */
  async complete(day: string): Promise<void> {
    this.#days.add(day);
    await this.write();
  }

  async write(): Promise<void> {
    const state: Stored = { format, isRedacted: this.#isRedacted, days: [...this.#days].sort() };
    await writeWhole(this.#path, `${JSON.stringify(state, undefined, 2)}\n`);
  }
}

async function readStored(path: string): Promise<Stored | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const stored = parse(path, text);
  if (stored.format !== format)
    throw new InvalidArgumentError(
      `${path} has format ${stored.format}, and this version reads format ${format}`,
    );
  return stored;
}

function parse(path: string, text: string): Stored {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidArgumentError(`${path} is damaged: ${messageOf(cause)}`, { cause });
  }
}
