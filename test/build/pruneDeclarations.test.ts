import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { pruneDeclarations } from '../../build/package/pruneDeclarations.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

it('pruneDeclarations keeps what entries lead to and all JavaScript, and deletes folders that become empty', () => {
  const folder = temporaryFolder();
  const files = {
    'package.json': JSON.stringify({
      name: 'kit',
      exports: { '.': { types: './dist/index.d.ts' } },
      imports: { '#host': { types: './dist/host/node.d.ts', default: './dist/host/browser.js' } },
    }),
    'dist/index.d.ts':
      "export * from './tools/Saw.js';\nimport './globals.js';\nexport { hostName } from '#host';",
    'dist/index.js': '',
    'dist/globals.d.ts': '',
    'dist/host/node.d.ts': '',
    'dist/host/browser.d.ts': '',
    'dist/tools/Saw.d.ts': 'export type Saw = import("../parts/Blade.js").Blade;',
    'dist/parts/Blade.d.ts': '',
    'dist/parts/Motor.d.ts': '',
    'dist/cli/main.d.ts': '',
    'dist/cli/main.js': '',
    'dist/inner/deep/Secret.d.ts': '',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  pruneDeclarations(folder);
  const left = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' });
  expect(left.sort()).toEqual([
    'cli',
    'cli/main.js',
    'globals.d.ts',
    'host',
    'host/node.d.ts',
    'index.d.ts',
    'index.js',
    'parts',
    'parts/Blade.d.ts',
    'tools',
    'tools/Saw.d.ts',
  ]);
});
