import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { bundlePage } from './console/bundlePage.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Started by their paths and not by an import, so they are files of their own, each beside the file that starts it:
 * an action of the command is a chunk.
 */
const threadEntries: Readonly<Record<string, string>> = {
  'threads/runInThread': 'threads/runInThread',
  'cli/replay/replayInThread': 'chunks/replayInThread',
};

/**
 * Bundles `src` into a folder: a file for each entry of the package, and a chunk for each room that entries
 * share. Node.js loads a few files in place of hundreds.
 *
 * Code is cut where rooms meet because a bundler that uses the package drops unused chunks as a whole
 * (`sideEffects: false`), but not every unused statement of a chunk. To get the cuts, the index of each room
 * is bundled like an entry, and its file is dropped. Packages stay imports, and so do `#host` and its like, which
 * resolve by the conditions of whoever loads the package.
 */
export async function bundle(dist: string): Promise<void> {
  const { bin, exports, imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = [...filesOf({ bin, exports, imports }), ...Object.keys(threadEntries)];
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...new Set([...entries, ...roomIndexes()])].map(entry => ({
      in: `src/${entry}.ts`,
      out: threadEntries[entry] ?? entry,
    })),
    outdir: dist,
    outbase: 'src',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    packages: 'external',
    external: Object.keys(imports),
    sourcemap: true,
    logLevel: 'warning',
  });
  const loaded = loadedFrom(entries, metafile);
  for (const { path, text } of outputFiles) {
    if (!loaded.has(relative(root, path).replace(/\.map$/, ''))) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, path.endsWith('.js') ? withClassNames(text) : text);
  }
  await writeFile(
    join(dist, 'console/page.js'),
    `export const pageFiles = ${JSON.stringify(await bundlePage(), null, 2)};\n`,
  );
}

/** Returns the bundled files of entries and all files that these import. */
function loadedFrom(entries: readonly string[], { outputs }: Metafile): ReadonlySet<string> {
  const sources = entries.map(entry => `src/${entry}.ts`);
  const loaded = new Set(
    Object.keys(outputs).filter(path => sources.includes(outputs[path]?.entryPoint ?? '')),
  );
  // A set that grows while it is iterated over is iterated over to its last member.
  for (const path of loaded) {
    for (const { path: imported, external } of outputs[path]?.imports ?? [])
      if (!external) loaded.add(imported);
  }
  return loaded;
}

/** Returns the bundled files that the fields of `package.json` name, as paths in `src` without an extension. */
function filesOf(fields: object): string[] {
  return [...JSON.stringify(fields).matchAll(/"\.\/dist\/([^"]+)\.js"/g)]
    .map(([, path = '']) => path)
    .filter(path => existsSync(join(root, 'src', `${path}.ts`)));
}

function roomIndexes(): string[] {
  const rooms = readdirSync(join(root, 'src'));
  return rooms.filter(room => existsSync(join(root, 'src', room, 'index.ts'))).map(room => `${room}/index`);
}

/**
 * esbuild calls a class that mentions itself `_Domain`, which users would see in a log or a stack. Inside of
 * the class, its own name means the same. The space in place of `_` keeps the columns of the source map.
 */
function withClassNames(code: string): string {
  return [...code.matchAll(/^var (\w+) = class _\1\b/gm)].reduce(
    (text, [, name]) => text.replace(new RegExp(`(?<![\\w$.])_${name}\\b`, 'g'), ` ${name}`),
    code,
  );
}
