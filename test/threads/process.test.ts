import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** What a program prints, and the code that it ends with, line by line. */
function run(...argv: string[]): Promise<string[]> {
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', data => (output += data));
  return new Promise(resolve => child.on('close', code => resolve(`${output}${code}`.split('\n'))));
}

describe('a process whose handlers run in threads', () => {
  it.each([
    ['a task is completed', 'pass', 'completed'],
    ['a task blocks its thread', 'block', 'begun'],
  ])('ends by itself when its worker is unsubscribed from after %s', async (_, input, told) => {
    expect(await run('--import', 'tsx', pathOf('program.ts'), input)).toEqual([told, '0']);
  });

  it('names the package to install if there is no pool', async () => {
    // Outside the project, where nothing is installed.
    const folder = mkdtempSync(join(tmpdir(), 'rx-swf-threads-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const threads = join(folder, 'threads.mjs');
    await build({
      entryPoints: [pathOf('../../src/threads/index.ts')],
      outfile: threads,
      external: ['piscina'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: {
        js: "import { createRequire as from } from 'module'; const require = from(import.meta.url);",
      },
      logLevel: 'silent',
    });
    const program = join(folder, 'program.mjs');
    writeFileSync(
      program,
      `import { inThread, MissingPackageError } from ${JSON.stringify(pathToFileURL(threads).href)};
      try {
        inThread(import.meta.url);
      } catch (error) {
        console.log(error instanceof MissingPackageError, error.message);
      }`,
    );
    expect(await run(program)).toEqual([
      'true inThread() requires the package piscina. Install it with: npm install piscina',
      '0',
    ]);
  });
});
