// Runs a script of the site, and installs its packages before if they are missing.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

function npm(...command: readonly string[]): void {
  // On Windows, npm is a script of the shell.
  const { status } = spawnSync('npm', command, {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(folder, 'node_modules'))) npm('ci');
npm('run', process.argv[2] ?? 'dev');
