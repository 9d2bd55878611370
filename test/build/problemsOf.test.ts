import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../build/package/problemsOf.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Returns the problems of a package with these files. */
function problemsIn(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return problemsOf(folder, Object.keys(files));
}

const map = (sourcesContent?: readonly (string | null)[]) =>
  JSON.stringify({ sources: ['a.ts'], sourcesContent });

describe('problemsOf', () => {
  it('finds source maps that are missing, without sources, or of no file', () => {
    expect(
      problemsIn({
        'dist/good.js': '//# sourceMappingURL=good.js.map\n',
        'dist/good.js.map': map(['source']),
        'dist/bad.js': '//# sourceMappingURL=bad.js.map\n',
        'dist/bad.d.ts': '//# sourceMappingURL=bad.d.ts.map\n',
        'dist/poor.js': '//# sourceMappingURL=poor.js.map\n',
        'dist/poor.js.map': map([null]),
        'dist/empty.js': '//# sourceMappingURL=empty.js.map\n',
        'dist/empty.js.map': map(),
        'dist/alone.js.map': map(['source']),
      }),
    ).toEqual([
      'dist/bad.js names dist/bad.js.map, which is not published.',
      'dist/bad.d.ts names dist/bad.d.ts.map, which is not published.',
      'dist/alone.js.map is published, and no file names it.',
      'dist/poor.js.map lacks the text of its sources.',
      'dist/empty.js.map lacks the text of its sources.',
    ]);
  });

  it('finds imports of declarations and links of pages that lead to nothing', () => {
    expect(
      problemsIn({
        'dist/a.d.ts': "export * from './parts/b.js'; export type C = import('./c.js').C;",
        'dist/parts/b.d.ts': "import type { A } from '../a.js'; import { Observable } from 'rxjs';",
        'dist/parts/d.d.ts': "export { name } from '#host';",
        'README.md':
          '[a page](docs/page.md#part) [a site](https://example.com) [a part](#part) [no](test/a.ts)',
        'docs/page.md': '[back](../README.md) [no](other.md#part)',
      }),
    ).toEqual([
      'dist/parts/d.d.ts imports #host, whose declarations are not published.',
      'dist/a.d.ts imports dist/c.d.ts, which is not published.',
      'README.md links to test/a.ts, which is not published.',
      'docs/page.md links to docs/other.md, which is not published.',
    ]);
  });
});

describe('the pages of the package', () => {
  it('link only to what is published with them', () => {
    const { files }: { files: readonly string[] } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
    const published = [...files, ...docs.map(path => `docs/${path.replaceAll('\\', '/')}`)];
    expect(published).toContain('docs/workflows.md');
    expect(problemsOf(root, published)).toEqual([]);
  });
});
