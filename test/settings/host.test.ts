import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageSources } from '../../build/pageSources.js';
import * as browser from '../../src/settings/host/browser.js';
import * as node from '../../src/settings/host/node.js';
import type { SettingsInput } from '../../src/settings/index.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

let home: string;

beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv('HOME', home);
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'region']) vi.stubEnv(name, undefined);
  vi.resetModules();
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.doUnmock('node:fs');
  vi.resetModules();
});

const swf = (text: string) => writeFileSync(join(home, '.swf'), text);

describe('the file and the environment', () => {
  it('are read on first use, never at import', async () => {
    swf('nonsense');
    const { settings } = await import('../../src/settings/index.js');
    swf('[defaults]\nregion=eu-west-1');
    expect(settings.get().region).toBe('eu-west-1');
  });

  it('are cached until reload()', async () => {
    swf('[defaults]\nregion=eu-west-1');
    const { settings } = await import('../../src/settings/index.js');
    expect(settings.get().region).toBe('eu-west-1');
    swf('[defaults]\nregion=eu-west-2');
    expect(settings.get().region).toBe('eu-west-1');
    settings.reload();
    expect(settings.get().region).toBe('eu-west-2');
  });

  it('are empty if the home directory is not a folder', async () => {
    vi.stubEnv('HOME', '/dev/null');
    const { settings } = await import('../../src/settings/index.js');
    expect(settings.fromHome()).toEqual({});
  });

  it('are named in the error if they cannot be read', async () => {
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    vi.doMock('node:fs', () => ({
      readFileSync: () => {
        throw denied;
      },
    }));
    const { settings } = await import('../../src/settings/index.js');
    const errors = await import('../../src/requests/index.js');
    const read = () => settings.fromHome();
    expect(read).toThrow(errors.InvalidSettingsError);
    expect(read).toThrow(`Cannot read ${join(home, '.swf')}: EACCES`);
    expect(read).toThrow(expect.objectContaining({ cause: denied }));
  });
});

describe('in a browser', () => {
  it('there is no home directory, no file and no environment', () => {
    expect(browser.inHome('.swf')).toBeUndefined();
    expect(browser.readText('/home/me/.swf')).toBeUndefined();
    expect(browser.environment()).toEqual({});
    expect(Object.keys(browser).sort()).toEqual(Object.keys(node).sort());
  });

  it('the room bundles without Node modules and creates clients', { timeout: 60_000 }, async () => {
    const outfile = join(home, 'bundle.mjs');
    const { metafile } = await build({
      entryPoints: ['src/settings/index.ts'],
      alias: pageSources,
      platform: 'browser',
      format: 'esm',
      bundle: true,
      metafile: true,
      logLevel: 'silent',
      outfile,
    });
    const imports = Object.values(metafile.outputs).flatMap(output => output.imports);
    expect(imports).toEqual([]);
    expect(Object.keys(metafile.inputs)).not.toContain('src/settings/host/node.ts');

    vi.stubEnv('AWS_REGION', 'eu-west-3');
    const bundled: typeof import('../../src/settings/index.js') = await import(outfile);
    const values: SettingsInput = { region: 'eu-west-1', accessKeyId: 'K', secretAccessKey: 'S' };
    expect(bundled.settings.get().region).toBeUndefined();
    bundled.settings.set(values);
    const client = bundled.connect();
    expect(await client.config.region()).toBe('eu-west-1');
    expect(client.config.runtime).toBe('browser');
  });
});
