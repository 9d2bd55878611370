import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { pageSources } from '../build/pageSources.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const src = `${root}src/`;

/** Bundles an entry for browsers, and resolves to the paths of all files that it loads. */
async function inputsOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [`${src}${entry}`],
    alias: pageSources,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs);
}

describe('the package', () => {
  it.each([
    [
      'index.ts',
      'streams/actors/Actor.ts',
      ['local', 'threads', 'opentelemetry', 'folder', 's3', 'why', 'workflows'],
    ],
    ['why/index.ts', 'why/why.ts', ['local', 'threads', 'opentelemetry', 'folder', 's3', 'workflows']],
    ['workflows/index.ts', 'workflows/replay/Run.ts', ['local', 'threads', 'opentelemetry', 'folder', 's3']],
    [
      'contracts/index.ts',
      'workflows/execution/DurableExecution.ts',
      [
        'local',
        'threads',
        'opentelemetry',
        'folder',
        's3',
        'streams/actors/(perform|polling|decide)',
        'workflows/(clock|commands|context|guard|query|replay|run|saga|worker)',
      ],
    ],
    ['s3/index.ts', 's3/s3Store.ts', ['local', 'threads', 'opentelemetry', 'folder', 'streams']],
    [
      'eventbridge/index.ts',
      'eventbridge/sqsNotices.ts',
      ['local', 'threads', 'history', 'models', 'streams', 'settings'],
    ],
    [
      'opentelemetry/index.ts',
      'opentelemetry/telemetry.ts',
      ['local', 'threads', 'history', 'models', 'streams'],
    ],
    [
      'local/index.ts',
      'local/LocalSwf.ts',
      ['threads', 'streams', 'local/(machine/node|platform/node|store/Store|fronts/HttpFront)'],
    ],
    ['testing/index.ts', 'testing/runWorkflow.ts', ['threads', 'folder', 's3', 'cli']],
    [
      'timeline/index.ts',
      'timeline/timelineOf.ts',
      [
        'local',
        'threads',
        'opentelemetry',
        'models',
        'streams',
        'settings',
        'requests/(calls|pace|shortcut)',
      ],
    ],
  ])('loads %s in a browser bundle: nothing of Node is left in it', async (entry, within, without) => {
    // esbuild errors on a module of Node in a bundle for browsers.
    const inputs = (await inputsOf(entry)).filter(path => /(^|\/)src\//.test(path));
    const isForeign = new RegExp(`host/node\\.ts$|(^|/)src/(${without.join('|')})/`);
    expect(inputs.some(path => path.endsWith(within))).toBe(true);
    expect(inputs.filter(path => isForeign.test(path))).toEqual([]);
  });

  it('loads the streams of a gateway without the AWS SDK, in less than 6 kB besides RxJS', async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [`${src}remote/index.ts`],
      external: ['rxjs'],
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      platform: 'browser',
      format: 'esm',
    });
    expect(Object.keys(metafile.inputs).filter(path => !/(^|\/)src\/remote\//.test(path))).toEqual([]);
    expect(gzipSync(outputFiles[0]?.contents ?? '').length).toBeLessThan(6_000);
  });

  it('loads a gateway without anything of Node', async () => {
    const inputs = await inputsOf('gateway/index.ts');
    expect(inputs.filter(path => /(^|\/)src\/(local|testing|threads|cli)\//.test(path))).toEqual([]);
  });

  it('loads timelines without the AWS SDK', async () => {
    const inputs = await inputsOf('timeline/index.ts');
    expect(inputs.filter(path => /node_modules\/@(aws-sdk|smithy)\//.test(path))).toEqual([]);
    expect(inputs.some(path => path.includes('node_modules/rxjs/'))).toBe(true);
  });

  it('has two faces of its host with the same names', async () => {
    const [node, browser] = await Promise.all([
      import('../src/settings/host/node.js'),
      import('../src/settings/host/browser.js'),
    ]);
    expect(Object.keys(browser).sort()).toEqual(Object.keys(node).sort());
  });
});
