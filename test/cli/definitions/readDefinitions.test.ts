import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Domain } from 'rx-swf';
import { describe, expect, it } from 'vitest';
import { definitionsIn, isWorkflow } from '../../../src/cli/definitions/definitionsIn.js';
import { readDefinitions } from '../../../src/cli/definitions/readDefinitions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const media = relative(process.cwd(), fileURLToPath(new URL('media.ts', import.meta.url)));

function written(name: string, text: string): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

describe('readDefinitions()', () => {
  it('finds workflows, activities, contracts and models, each type once, and ignores the rest', async () => {
    const { types, domains, workflows } = await readDefinitions(media);
    const names = types.map(
      type => `${isWorkflow(type) ? 'workflow' : 'activity'} ${type.name}@${type.version}`,
    );
    expect(names.sort()).toEqual([
      'activity Encode@3',
      'activity Publish@1',
      'activity Resize@1',
      'workflow Album@1',
      'workflow Film@2',
    ]);
    expect(domains.map(({ name }) => name)).toEqual(['media']);
    expect(workflows.map(({ name }) => name).sort()).toEqual(['Album', 'Film']);
  });

  it('takes an object of definitions as the default export', () => {
    const domain = new Domain('media');
    expect(definitionsIn({ default: { domain, list: [domain] } }).domains).toEqual([domain]);
  });

  it.each([
    ['a file that is missing', () => './nowhere.js', /^There is no file \.\/nowhere\.js\. Expected a module/],
    ['a folder', () => temporaryFolder(), /^There is no file /],
    [
      'a module that throws',
      () => written('a.mjs', 'throw new Error("boom")'),
      /^Cannot load .*a\.mjs: boom/,
    ],
    [
      'a module without definitions',
      () => written('b.mjs', 'export const a = 1'),
      /b\.mjs exports no definitions/,
    ],
  ])('refuses %s', async (_, file, message) => {
    await expect(readDefinitions(file())).rejects.toMatchObject({
      name: 'InvalidArgumentError',
      message: expect.stringMatching(message),
    });
  });
});
