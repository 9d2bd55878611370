import { symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { install } from '../../harness/cli/install.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

/** Writes a module that uses the built package, and returns its path. */
export async function moduleOf(body: string): Promise<string> {
  const { main } = await install();
  const entry = join(main, '../../workflows/index.js');
  const folder = temporaryFolder();
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  const path = join(folder, 'workflows.mjs');
  writeFileSync(path, `import { activity, workflow } from ${JSON.stringify(entry)};\n${body}`);
  return path;
}
