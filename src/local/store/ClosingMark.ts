import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A file that records what a folder held when it was closed. It tells damage apart from the torn write of a
 * killed process: if the file is present, nothing may be missing. It must be removed before anything else is
 * written.
 */
export class ClosingMark {
  readonly #folder: string;
  readonly #file: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, 'CLOSED');
  }

  /**
   * Resolves to the content left at the last closing, or undefined if the folder was not closed or is new.
   */
  async read(): Promise<string | undefined> {
    return readFile(this.#file, 'utf8').catch(() => undefined);
  }

  async remove(): Promise<void> {
    await rm(this.#file, { force: true });
    await this.#sync();
  }

  async leave(content: string): Promise<void> {
    const temporary = `${this.#file}.tmp`;
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, this.#file);
    await this.#sync();
  }

  /** Syncs the folder's entries to disk. Windows cannot open folders, and writes entries immediately. */
  async #sync(): Promise<void> {
    if (process.platform === 'win32') return;
    const handle = await open(this.#folder);
    await handle.sync().finally(() => handle.close());
  }
}
