import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderCycles, importsOf, roomOf, upwardImports } from './importGraph.js';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** The rooms in order; each imports only from the rooms named for it. */
const library = [
  'sdk',
  'requests',
  'values',
  'notices',
  'settings',
  'payloads',
  'history',
  'decisions',
  'models',
  'streams',
];
const below: Record<string, readonly string[]> = {
  ...Object.fromEntries(library.map((room, index) => [room, library.slice(0, index)])),
  why: library,
  workflows: library,
  contracts: ['sdk', 'workflows'],
  threads: library,
  opentelemetry: library,
  eventbridge: ['requests', 'values', 'notices'],
  folder: ['requests', 'values', 'payloads'],
  s3: ['requests', 'values', 'payloads'],
  timeline: ['requests', 'values', 'payloads', 'history'],
  remote: [...library, 'why', 'workflows', 'timeline'],
  gateway: [...library, 'why', 'workflows', 'timeline', 'remote'],
  console: ['requests', 'values', 'gateway'],
  local: ['sdk'],
  testing: [...library, 'workflows', 'local'],
  archive: [...library, 'workflows', 'testing', 'local'],
  cli: [...library, 'why', 'workflows', 'timeline', 'gateway', 'console', 'local', 'testing', 'archive'],
};

const sources = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.endsWith('.ts'))
    .map(path => [path, readFileSync(`${src}${path}`, 'utf8')]),
);
const imports = importsOf(sources);

describe('the rooms of src', () => {
  it('are all known', () => {
    const rooms = new Set([...sources.keys()].map(roomOf).filter(room => room !== undefined));
    expect([...rooms].sort()).toEqual(Object.keys(below).sort());
  });

  it('import only from the rooms below them', () => {
    expect(imports.length).toBeGreaterThan(500);
    expect(upwardImports(imports, below)).toEqual([]);
  });

  it('have no cycle between their folders, type imports included', () => {
    expect(folderCycles(imports)).toEqual([]);
  });
});

describe('the check of rooms', () => {
  const planted = (files: Record<string, string>) => importsOf(new Map(Object.entries(files)));

  it('finds an upward import, even of a type', () => {
    const found = upwardImports(
      planted({ 'models/a.ts': "import type { B } from '../streams/index.js';" }),
      below,
    );
    expect(found).toEqual(['models/a.ts imports streams/index.ts']);
  });

  it('finds an upward import by import()', () => {
    const found = upwardImports(
      planted({ 'models/a.ts': "const b = import('../streams/index.js');" }),
      below,
    );
    expect(found).toEqual(['models/a.ts imports streams/index.ts']);
  });

  it('finds a cycle between folders where no two files form one', () => {
    const found = folderCycles(
      planted({
        'models/a/one.ts': "import type { Two } from '../b/two.js';",
        'models/b/two.ts': '',
        'models/b/three.ts': "import { four } from '../four.js';",
        'models/four.ts': "import type { Five } from './a/five.js';",
        'models/a/five.ts': '',
        'models/c/six.ts': "import { one } from '../a/one.js';",
      }),
    );
    expect(found).toEqual([['models/a', 'models/b', 'models']]);
  });
});
