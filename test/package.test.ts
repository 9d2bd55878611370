import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const src = `${root}src/`;

/** The rooms that each room may import from, beside itself. */
const below: Record<string, readonly string[]> = {
  requests: [],
  settings: ['requests'],
  models: ['requests', 'settings'],
  streams: ['requests', 'settings', 'models'],
  opentelemetry: ['requests', 'models', 'streams'],
  threads: ['requests', 'models', 'streams'],
  workflows: ['requests', 'settings', 'models', 'streams'],
  folder: ['requests', 'models'],
  s3: ['requests', 'models'],
  local: [],
  testing: ['requests', 'settings', 'models', 'streams', 'workflows', 'local'],
  cli: ['requests', 'settings', 'models', 'streams', 'local'],
};

describe('the package', () => {
  it.each(Object.keys(below))('has a room %s that imports only from the rooms below it', room => {
    const files = readdirSync(`${src}${room}`, { recursive: true, encoding: 'utf8' }).filter(name =>
      name.endsWith('.ts'),
    );
    expect(files.length).toBeGreaterThan(0);
    const foreign = files.flatMap(file => {
      const depth = file.split(/[\\/]/).length;
      const imports = readFileSync(`${src}${room}/${file}`, 'utf8').matchAll(/from '((?:\.\.\/)+)(\w+)/g);
      return [...imports]
        .filter(([, ups = '']) => ups.length / 3 === depth)
        .map(([, , other = '']) => other)
        .filter(other => !below[room]?.includes(other))
        .map(other => `${file} imports ${other}`);
    });
    expect(foreign).toEqual([]);
  });

  it.each([
    ['index.ts', 'streams/Actor.ts', ['local', 'threads', 'opentelemetry', 'folder', 's3', 'workflows']],
    ['workflows/index.ts', 'workflows/replay/Run.ts', ['local', 'threads', 'opentelemetry', 'folder', 's3']],
    ['s3/index.ts', 's3/s3Store.ts', ['local', 'threads', 'opentelemetry', 'folder', 'streams']],
    ['opentelemetry/index.ts', 'opentelemetry/telemetry.ts', ['local', 'threads', 'models', 'streams']],
  ])('loads %s in a browser bundle: nothing of Node is left in it', async (entry, within, without) => {
    // esbuild errors on a module of Node in a bundle for browsers.
    const { metafile } = await build({
      entryPoints: [`${src}${entry}`],
      alias: { '#host': `${src}settings/host/browser.ts` },
      bundle: true,
      write: false,
      metafile: true,
      platform: 'browser',
      format: 'esm',
      logLevel: 'silent',
    });
    const inputs = Object.keys(metafile.inputs).filter(path => /(^|\/)src\//.test(path));
    const isForeign = new RegExp(`host/node\\.ts$|(^|/)src/(${without.join('|')})/`);
    expect(inputs.some(path => path.endsWith(within))).toBe(true);
    expect(inputs.filter(path => isForeign.test(path))).toEqual([]);
  });

  it('has two faces of its host with the same names', async () => {
    const [node, browser] = await Promise.all([
      import('../src/settings/host/node.js'),
      import('../src/settings/host/browser.js'),
    ]);
    expect(Object.keys(browser).sort()).toEqual(Object.keys(node).sort());
  });
});
