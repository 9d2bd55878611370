import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

/** A program in one file, until the end of the test: its processes begin several times as fast as from their sources. */
export async function bundle(program: URL): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rx-swf-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const outfile = join(folder, 'program.mjs');
  await build({
    entryPoints: [fileURLToPath(program)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire as from } from 'module'; const require = from(import.meta.url);" },
    logLevel: 'silent',
  });
  return outfile;
}
