import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesFolder } from '../markdown/links.js';
import { root } from '../pages/paths.js';

/** Publishes the files that pages link to and that are no pages, as plain text. */
export async function publishFiles(outDir: string, sources: Iterable<string>): Promise<void> {
  for (const source of sources) {
    const target = join(outDir, filesFolder, `${source}.txt`);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(root, source), target);
  }
}
