import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ActivityType, Domain, InvalidArgumentError } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { activity, activityType, workflow, workflowType } from 'rx-swf/workflows';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findDefinitions } from '../../../src/cli/session/Definitions.js';
import { loadDefinitions } from '../../../src/cli/session/loadDefinitions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

/** Writes a module into a temporary folder, and returns its path. */
function moduleOf(source: string, name = 'workflows.mjs'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, source);
  return path;
}

const resize = activity<string, string>({ name: 'Resize', version: '1' });
const album = workflow({ name: 'Album', version: '1' }, (file: string, { run }) => run(resize, file));

describe('findDefinitions', () => {
  const find = (...exported: unknown[]) => findDefinitions('workflows.js', exported);

  it('finds workflows, activities, contracts and models', () => {
    const swf = new LocalSwf();
    onTestFinished(() => swf.close());
    const domain = new Domain({ name: 'media', client: swf.client() });
    const contract = workflowType({ name: 'Film', version: '1' });
    const declared = activityType({ name: 'Encode', version: '1' });
    const model = new ActivityType({ domain, name: 'Send', version: '1' });
    expect(find(album, resize, contract, declared, model, domain)).toEqual({
      path: 'workflows.js',
      workflows: [album],
      activities: [resize, declared],
      types: [album, resize, contract, declared, model],
      domain,
    });
  });

  it('looks into lists and objects, and counts what is exported twice once', () => {
    expect(find([album], { resize }, resize, album).types).toEqual([album, resize]);
  });

  it('finds the definition of an activity that has its implementation', () => {
    expect(find(resize.with(file => file)).activities).toEqual([resize]);
  });

  it('ignores everything else', () => {
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    expect(find(1, null, 'text', () => 1, cyclic, { name: 'x', version: '1' }, new Map()).types).toEqual([]);
  });
});

describe('loadDefinitions', () => {
  const load = (path: string) => lastValueFrom(loadDefinitions(path));

  it('imports a module', async () => {
    const entry = resolve('src/workflows/index.ts');
    const path = moduleOf(
      `import { activity } from ${JSON.stringify(entry)};\nexport default [activity({ name: 'A', version: '1' })];`,
    );
    const { activities } = await load(path);
    expect(activities).toMatchObject([{ name: 'A', version: '1' }]);
  });

  it.each([
    ['that is not there', () => 'no/such.js', /Cannot load .*such\.js: there is no such file/],
    ['that imports what is not there', () => moduleOf("import './other.mjs';"), /Cannot load .*other\.mjs/],
    ['that throws', () => moduleOf("throw new Error('no database');"), /Cannot load .*: no database/],
    [
      'that exports no definition',
      () => moduleOf('export const x = 1;'),
      /exports no definition\. Export what/,
    ],
  ])('refuses a module %s', async (_, path, message) => {
    await expect(load(path())).rejects.toThrow(InvalidArgumentError);
    await expect(load(path())).rejects.toThrow(message);
  });
});
