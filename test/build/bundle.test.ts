import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type * as Threads from 'rx-swf/threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../build/bundle.js';
import { problemsOf } from '../../build/package/problemsOf.js';
import { pageSources } from '../../build/pageSources.js';
import { ChildProgram } from '../harness/ChildProgram.js';
import { PerformHarness } from '../threads/PerformHarness.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const src = join(root, 'src');
const { exports, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const entries = Object.keys(exports)
  .filter(entry => entry !== './package.json')
  .map(entry => join(entry, 'index'));

/** The package as it is installed. It is inside of the project, where its dependencies are found. */
let installed: string;
const pathOf = (file: string) => join(installed, 'dist', file);
const load = (file: string) => import(pathToFileURL(pathOf(file)).href);

beforeAll(async () => {
  installed = mkdtempSync(join(root, 'node_modules', '.rx-swf-'));
  copyFileSync(join(root, 'package.json'), join(installed, 'package.json'));
  await bundle(join(installed, 'dist'));
});

afterAll(() => rmSync(installed, { recursive: true, force: true }));

/** Writes a program that uses the package. */
function write(name: string, code: string): string {
  const file = join(installed, name);
  writeFileSync(file, code);
  return file;
}

/** Bundles an import of the package, as users do, and resolves to its size without other packages in bytes. */
async function sizeOf(name: string, index: string, alias: Record<string, string> = {}): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${name} } from ${JSON.stringify(index)}; console.log(${name});`,
      resolveDir: installed,
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    external: ['rxjs', '@aws-sdk/*', 'fast-deep-equal', 'ini'],
    logLevel: 'silent',
    alias,
  });
  return outputFiles.reduce((size, { contents }) => size + contents.length, 0);
}

/** Returns what a file loads before it runs: files of the package, and other packages. */
function loadedBy(entry: string): {
  readonly files: readonly string[];
  readonly packages: readonly string[];
} {
  const files = new Set([entry]);
  const packages = new Set<string>();
  // A set that grows while it is iterated over is iterated over to its last member.
  for (const file of files) {
    for (const [, imported = ''] of readFileSync(pathOf(file), 'utf8').matchAll(
      /^(?:import|export)\b[^;]*?"([^"]+)";$/gm,
    )) {
      if (imported.startsWith('.')) files.add(join(dirname(file), imported));
      else packages.add(imported);
    }
  }
  return { files: [...files], packages: [...packages].sort() };
}

describe('the bundled package', () => {
  it.each(entries)('exports from %s what the sources export, under the same class names', async entry => {
    const source = pathToFileURL(join(src, `${entry}.ts`)).href;
    const [bundled, sources] = await Promise.all([load(`${entry}.js`), import(source)]);
    expect(Object.keys(bundled).sort()).toEqual(Object.keys(sources).sort());
    const classNames = (exported: object) =>
      Object.values(exported)
        .filter(value => typeof value === 'function' && /^class\b/.test(String(value)))
        .map(({ name }) => name)
        .sort();
    expect(classNames(bundled)).toEqual(classNames(sources));
  });

  it('names functions in the stack of an error, and the lines of sources with --enable-source-maps', async () => {
    const program = write(
      'throws.mjs',
      `import { Domain } from 'rx-swf';
      try {
        new Domain({ name: 'a:b' });
      } catch (error) {
        console.log(error.stack);
      }`,
    );
    const { out } = await new ChildProgram(program).ended;
    expect(out).toMatch(/at checkName \(.*\/dist\/chunks\//);
    expect(out).toMatch(/at new Domain \(.*\/dist\/chunks\//);
    const { out: mapped } = await new ChildProgram('--enable-source-maps', program).ended;
    const frames = /at (\w+) .*\n.*at new Domain \(.*\/src\/models\/Domain\.ts:(\d+):\d+\)/;
    const [, called, line] = frames.exec(mapped) ?? [];
    const lines = readFileSync(join(src, 'models/Domain.ts'), 'utf8').split('\n');
    expect(lines[Number(line) - 1]).toContain(`${called}(`);
  });

  it('has a source map with the sources for each file of code, and no other', () => {
    const files = readdirSync(pathOf(''), { recursive: true, encoding: 'utf8' }).map(path =>
      path.replaceAll('\\', '/'),
    );
    // The files of the console's page are texts in one module.
    const scripts = files.filter(file => file.endsWith('.js') && file !== 'console/page.js');
    expect(scripts.length).toBeGreaterThan(50);
    const withMap = scripts.filter(file =>
      /\n\/\/# sourceMappingURL=\S+\n$/.test(readFileSync(pathOf(file), 'utf8')),
    );
    expect(withMap).toEqual(scripts);
    expect(problemsOf(pathOf(''), files)).toEqual([]);
  });

  it('adds little to the bundle of a user who imports little', async () => {
    for (const name of ['startTimer', 'settings', 'Domain', 'ActivityWorker']) {
      const sources = await sizeOf(name, join(src, 'index.ts'), pageSources);
      expect(await sizeOf(name, pathOf('index.js')), name).toBeLessThan(1.25 * sources);
    }
  });

  it('lets the host of the user choose what to load, so that nothing of Node.js is in a bundle for browsers', async () => {
    // esbuild errors on a module of Node.js in a bundle for browsers.
    await expect(sizeOf('workflow', pathOf('workflows/index.js'))).resolves.toBeGreaterThan(0);
    const node = write('identity.mjs', "import { identity } from '#host'; console.log(identity());");
    expect((await new ChildProgram(node).ended).out).toMatch(/:\d+\n$/);
  });

  it('loads no AWS SDK for timelines', () => {
    const { files, packages } = loadedBy('timeline/index.js');
    expect(files.length).toBeGreaterThan(3);
    expect(packages).toEqual(['rxjs', 'string-width']);
  });

  it('loads nothing but commander for the help and the completion of the command', () => {
    const { files, packages } = loadedBy('cli/main.js');
    // The options of all commands, and none of their actions.
    const size = files.reduce((sum, file) => sum + readFileSync(pathOf(file)).length, 0);
    expect(size).toBeLessThan(100_000);
    expect(packages.filter(name => !name.startsWith('node:'))).toEqual(['commander']);
  });

  it('loads the main entry from few files, because each takes a third of a millisecond', () => {
    expect(loadedBy('index.js').files.length).toBeLessThanOrEqual(20);
  });

  it('runs handlers in threads', async () => {
    const { inThread }: typeof Threads = await load('threads/index.js');
    const handler = pathToFileURL(write('double.mjs', 'export default ({ input }) => 2 * input;'));
    const harness = await PerformHarness.open([21]);
    expect(await harness.perform(inThread<unknown, unknown>(handler))).toMatchObject([{ result: 42 }]);
  });

  it('has the command rx-swf', async () => {
    const { out } = await new ChildProgram(pathOf('cli/main.js'), '--version').ended;
    expect(out).toBe(`${version}\n`);
  });
});
