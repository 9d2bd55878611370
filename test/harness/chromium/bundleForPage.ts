import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { pageSources } from '../../../build/pageSources.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Bundles a program for pages, with the sources of the package behind `rx-swf` and its entries. Rejects on a module of
 * Node.js, and on a warning. Resolves to a script, whose exports are the global `loaded`.
 */
export async function bundleForPage(program: string): Promise<string> {
  const { outputFiles, warnings } = await build({
    stdin: { contents: program, resolveDir: root, loader: 'ts' },
    alias: pageSources,
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'loaded',
    logLevel: 'silent',
  });
  const [warning] = warnings;
  if (warning !== undefined) throw new Error(warning.text);
  return outputFiles[0]?.text ?? '';
}
