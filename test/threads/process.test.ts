import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundle } from '../harness/bundle.js';
import { ChildProgram } from '../harness/ChildProgram.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Resolves to the output of a program and its exit code, line by line. */
async function linesOf(program: ChildProgram): Promise<string[]> {
  const { out, code } = await program.ended;
  return `${out}${code}`.split('\n');
}

describe('a process whose handlers run in threads', () => {
  it.each([
    ['a task is completed', 'pass', 'completed'],
    ['a task blocks its thread', 'block', 'begun'],
  ])('ends by itself when its worker is unsubscribed from after %s', async (_, input, told) => {
    expect(await linesOf(new ChildProgram('--import', 'tsx', pathOf('program.ts'), input))).toEqual([
      told,
      '0',
    ]);
  });

  it('names the package to install if piscina is missing', async () => {
    // Outside the project, where nothing is installed.
    const folder = temporaryFolder();
    const threads = join(folder, 'threads.mjs');
    copyFileSync(await bundle(new URL('../../src/threads/index.ts', import.meta.url), ['piscina']), threads);
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
    expect(await linesOf(new ChildProgram(program))).toEqual([
      'true inThread() requires the package piscina. Install it with: npm install piscina',
      '0',
    ]);
  });
});
