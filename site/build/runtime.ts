import { readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { entries, pageSources } from '../../build/pageSources.js';
import { nodeEntries } from '../.vitepress/pages/nodeEntries.js';
import { root } from '../.vitepress/pages/paths.js';

const site = join(root, 'site');
const folder = join(site, 'public/runtime');

/** Packages that blocks import besides the library. */
const packages = ['rxjs', 'rxjs-marbles', '@aws-sdk/client-swf'];

/** Sources that stand in for those of the same name in `src`. */
const recorders = readdirSync(join(site, 'runtime/recorder'))
  .filter(name => /^(LocalSwf|workflow)\.ts$/.test(name))
  .map(name => basename(name, '.ts'));

/** Puts the recorders in the place of what they wrap, except for the recorders themselves. */
const record: Plugin = {
  name: 'record',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`/(${recorders.join('|')})\\.js$`) }, ({ path, importer }) => {
      const wraps = importer.startsWith(join(root, 'src/')) && isWrapped(path);
      return wraps ? { path: join(site, 'runtime/recorder', basename(path, '.js').concat('.ts')) } : null;
    });
  },
};

const isWrapped = (path: string) =>
  path === './LocalSwf.js' || path.endsWith('/LocalSwf.js') || /definitions\/workflow\.js$/.test(path);

/**
 * Bundles what blocks import in a page, and the worker that runs them. All are bundled together, so that a module that
 * entries share, such as the settings, is one.
 */
export async function bundleRuntime(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const importable = Object.entries(entries).filter(([name]) => !nodeEntries.has(name));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      ...importable.map(([name, source]) => ({ in: source, out: fileName(name) })),
      ...packages.map(name => ({ in: `package:${name}`, out: fileName(name) })),
      { in: join(site, 'runtime/worker.ts'), out: 'worker' },
    ],
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    alias: pageSources,
    plugins: [record, exportPackage],
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    keepNames: true,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'warning',
  });
  const files = Object.entries(metafile.outputs).flatMap(([path, { entryPoint = '' }]) => {
    const name = nameOf(entryPoint);
    return name === undefined ? [] : [[name, basename(path)] as const];
  });
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(Object.fromEntries(files)));
}

/** Makes an entry of a package that is imported. */
const exportPackage: Plugin = {
  name: 'export-package',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^package:/ }, ({ path }) => ({
      path: path.slice('package:'.length),
      namespace: 'package',
    }));
    onLoad({ filter: /.*/, namespace: 'package' }, ({ path }) => ({
      contents: `export * from '${path}';`,
      resolveDir: root,
    }));
  },
};

const fileName = (name: string) => name.replace('@', '').replaceAll('/', '.');

/** Returns what is imported for an entry point: a package, or `worker`; `undefined` for a chunk. */
function nameOf(entryPoint: string): string | undefined {
  if (entryPoint.startsWith('package:')) return entryPoint.slice('package:'.length);
  if (entryPoint === 'site/runtime/worker.ts') return 'worker';
  return Object.keys(entries).find(name => entries[name] === join(root, entryPoint));
}
