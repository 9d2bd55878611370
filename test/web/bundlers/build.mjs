// Bundles a program for each entry that a page loads, and one that runs durable workflows, with each bundler as its
// documentation says. Writes the scripts and `report.json`, which the tests read, to `dist`.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import webpack from 'webpack';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = `${here}dist/`;
const programs = `${dist}programs/`;

/** The entries that a page loads. */
const entries = ['rx-swf', ...['contracts', 'local', 'remote', 'testing', 'timeline', 'why', 'workflows']];
const names = [...entries, 'scenarios'];

await mkdir(programs, { recursive: true });
const program = (name, specifier) =>
  writeFile(
    `${programs}${name}.js`,
    `import * as loaded from '${specifier}';\nglobalThis.loaded = loaded;\n`,
  );
for (const entry of entries) await program(entry, entry === 'rx-swf' ? entry : `rx-swf/${entry}`);
const scenarios = await readFile(new URL('../../browser/local/scenarios.ts', import.meta.url), 'utf8');
const { code } = await esbuild.transform(scenarios, { loader: 'ts' });
await writeFile(`${programs}functions.js`, code);
await program('scenarios', './functions.js');

const inputs = Object.fromEntries(names.map(name => [name, `${programs}${name}.js`]));

/**
 * Each writes to `dist/<bundler>`, and resolves to its warnings and, for each program, to the `scripts` of a page and
 * all `files` that it loads before it runs.
 */
const bundlers = {
  async esbuild() {
    const { warnings } = await esbuild.build({
      entryPoints: inputs,
      outdir: `${dist}esbuild`,
      bundle: true,
      minify: true,
      format: 'iife',
      logLevel: 'silent',
      // The paths of the project's own configuration lead to the sources, and not to the package.
      tsconfigRaw: '{}',
    });
    const built = names.map(name => [name, { scripts: [`${name}.js`], files: [`${name}.js`] }]);
    return { warnings: warnings.map(({ text }) => text), programs: Object.fromEntries(built) };
  },

  async vite() {
    const warnings = [];
    const customLogger = vite.createLogger('silent');
    customLogger.warn = text => warnings.push(text);
    customLogger.warnOnce = customLogger.warn;
    const { output } = await vite.build({
      root: here,
      configFile: false,
      customLogger,
      build: {
        outDir: `${dist}vite`,
        // The programs keep every export, which no page does.
        chunkSizeWarningLimit: 2_000,
        rolldownOptions: { input: inputs, output: { entryFileNames: '[name].js' } },
      },
    });
    const chunks = new Map(output.map(chunk => [chunk.fileName, chunk]));
    const built = names.map(name => {
      const files = new Set([`${name}.js`]);
      // A set that grows while it is iterated over is iterated over to its last member.
      for (const file of files) for (const imported of chunks.get(file)?.imports ?? []) files.add(imported);
      return [name, { scripts: [`${name}.js`], files: [...files] }];
    });
    return { warnings, programs: Object.fromEntries(built) };
  },

  async webpack() {
    const compiler = webpack({
      mode: 'production',
      target: 'web',
      context: programs,
      entry: inputs,
      output: { path: `${dist}webpack` },
      optimization: { runtimeChunk: 'single', splitChunks: { chunks: 'all' } },
      // The programs keep every export, which no page does.
      performance: { maxAssetSize: 1_000_000, maxEntrypointSize: 1_000_000 },
      // As with esbuild.
      resolve: { tsconfig: false },
    });
    const stats = await new Promise((resolve, reject) => {
      compiler.run((error, result) => (error === null ? resolve(result) : reject(error)));
    });
    await new Promise(resolve => compiler.close(resolve));
    const { errors, warnings, entrypoints } = stats.toJson({
      all: false,
      errors: true,
      warnings: true,
      entrypoints: true,
    });
    if (errors.length > 0) throw new Error(errors[0].message);
    const built = names.map(name => {
      const files = entrypoints[name].assets.map(asset => asset.name);
      return [name, { scripts: files, files }];
    });
    return { warnings: warnings.map(({ message }) => message), programs: Object.fromEntries(built) };
  },
};

const report = {};
for (const [name, bundle] of Object.entries(bundlers)) {
  const start = performance.now();
  report[name] = await bundle();
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
await writeFile(`${dist}report.json`, `${JSON.stringify(report, null, 2)}\n`);
