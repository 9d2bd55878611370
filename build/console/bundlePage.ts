import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { PageFiles } from '../../src/console/PageFiles.js';

const folder = fileURLToPath(new URL('../../console/', import.meta.url));

const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** Bundles the page of the console. Its imports of `rx-swf/…` are the sources, by `console/tsconfig.json`. */
export async function bundlePage(): Promise<PageFiles> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: { console: 'main.tsx' },
    // For the sources of the library, too: theirs has the parts for Node.
    tsconfig: 'tsconfig.json',
    entryNames: '[name]-[hash]',
    outdir: folder,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const files = Object.fromEntries(
    outputFiles.map(({ path, text }) => {
      const contentType = contentTypes[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain';
      return [basename(path), { contentType, body: text }];
    }),
  );
  const nameOf = (extension: string) => Object.keys(files).find(name => name.endsWith(extension)) ?? '';
  const body = readFileSync(join(folder, 'index.html'), 'utf8')
    .replace('console.js', nameOf('.js'))
    .replace('console.css', nameOf('.css'));
  return { 'index.html': { contentType: 'text/html; charset=utf-8', body }, ...files };
}
