import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { bundle } from '../../../build/bundle.js';

/** The package as a user has it: `dist` beside `package.json`, and `bin` for a PATH. */
export interface Installed {
  readonly main: string;
  readonly bin: string;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

let installing: Promise<Installed> | undefined;

/** Resolves to the package as it is published, which is built once for all files of a test run. */
export function install(): Promise<Installed> {
  installing ??= build();
  return installing;
}

/**
 * Test files run in several processes. Each builds in a folder of its own, and the first to finish renames it, so that
 * none waits for a lock whose holder was killed.
 */
async function build(): Promise<Installed> {
  const folder = join(inject('installFolder'), 'installed');
  if (!existsSync(folder)) {
    const own = mkdtempSync(`${folder}-`);
    copyFileSync(join(root, 'package.json'), join(own, 'package.json'));
    await bundle(join(own, 'dist'));
    chmodSync(join(own, 'dist/cli/main.js'), 0o755);
    mkdirSync(join(own, 'bin'));
    symlinkSync('../dist/cli/main.js', join(own, 'bin/rx-swf'));
    try {
      renameSync(own, folder);
    } catch (error) {
      rmSync(own, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  return { main: join(folder, 'dist/cli/main.js'), bin: join(folder, 'bin') };
}
