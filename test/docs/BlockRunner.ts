import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { settings } from 'rx-swf';
import { vi } from 'vitest';
import { type Block, moduleOf, root } from './blocks.js';
import { fileNameOf } from './typeErrors.js';

/** Runs blocks of the docs from a folder outside the project. */
export class BlockRunner {
  readonly #folder = mkdtempSync(join(tmpdir(), 'rx-swf-docs-'));

  constructor() {
    // Blocks import the packages of the project.
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'), 'dir');
    mkdirSync(join(this.#folder, 'blocks'));
  }

  /** Runs a block up to its last `await`, with no settings but its own. Resolves to what it prints. */
  async run(block: Block): Promise<string> {
    const path = join(this.#folder, 'blocks', fileNameOf(block));
    writeFileSync(path, moduleOf(block));
    const lines: string[] = [];
    const log = vi
      .spyOn(console, 'log')
      .mockImplementation((...values) => void lines.push(format(...values)));
    settings.clear();
    try {
      await import(/* @vite-ignore */ path);
    } finally {
      settings.clear();
      log.mockRestore();
    }
    return lines.join('\n');
  }

  /** Deletes the folder. */
  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
