import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startupOf } from './startupImports.js';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
const sources = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.startsWith('cli/') && path.endsWith('.ts'))
    .map(path => [path, readFileSync(`${src}${path}`, 'utf8')]),
);

/** What declarations need besides the frame: lists of names, option groups, and the completion, which is all that runs. */
const shared = [
  'cli/bulk/BulkOptions.ts',
  'cli/complete/candidateLines.ts',
  'cli/complete/completionOf.ts',
  'cli/complete/sources.ts',
  'cli/completion/scripts/bash.ts',
  'cli/completion/scripts/fish.ts',
  'cli/completion/scripts/zsh.ts',
  'cli/eventbridge/PushSetup.ts',
  'cli/executions/FilterOptions.ts',
  'cli/history/subjects.ts',
  'cli/iam/Role.ts',
];

describe('The start of the rx-swf command', () => {
  const { files, packages } = startupOf('cli/main.ts', sources);

  it('loads commander, and nothing else that is installed', () => {
    expect(packages.filter(name => !name.startsWith('node:'))).toEqual(['commander']);
  });

  it('loads declarations of commands and the frame, and nothing of the library', () => {
    expect(files.filter(file => file.endsWith('/command.ts')).length).toBeGreaterThan(20);
    const light = /^cli\/(?:(?:main|program)\.ts|[^/]+\/command\.ts|frame\/\w+\.ts)$/;
    expect(files.filter(file => !light.test(file)).sort()).toEqual(shared);
  });
});

describe('startupOf()', () => {
  it('follows imports and re-exports of values, and neither types nor import()', () => {
    const planted = {
      'a.ts': `import { b } from './b.js'; import type { C } from './c.js'; import { type D } from './d.js';
        import './e.js'; import f from 'node:fs'; export { g } from './g.js'; export type { H } from './h.js';
        const i = () => import('./i.js');`,
      'b.ts': `import { type C, j } from './j.js'; import * as k from './k.js';`,
    };
    expect(startupOf('a.ts', new Map(Object.entries(planted)))).toEqual({
      files: ['a.ts', 'b.ts', 'e.ts', 'g.ts', 'j.ts', 'k.ts'],
      packages: ['node:fs'],
    });
  });
});
