import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageSources } from '../../../build/pageSources.js';
import { listen } from '../../browser/listen.js';
import { inChromium } from '../../harness/chromium/inChromium.js';

const dist = fileURLToPath(new URL('dist/', import.meta.url));

/** Report of `build.mjs` on a bundler. */
interface Bundled {
  readonly warnings: readonly string[];
  readonly programs: Readonly<Record<string, { readonly scripts: string[]; readonly files: string[] }>>;
}

if (!existsSync(join(dist, 'report.json')))
  throw new Error('The bundles are not built. Run test/web/bundlers/install first.');
const report: Readonly<Record<string, Bundled>> = JSON.parse(readFileSync(join(dist, 'report.json'), 'utf8'));
const bundlers = Object.entries(report);
const programs = bundlers.flatMap(([bundler, { programs }]) =>
  Object.entries(programs).map(([name, paths]) => ({ bundler, name, ...paths })),
);

const textOf = (bundler: string, file: string) => readFileSync(join(dist, bundler, file), 'utf8');

describe('the package in a bundle', () => {
  it.each(bundlers)('of %s causes no warning', (_, { warnings }) => {
    expect(warnings).toEqual([]);
  });

  it.each(programs)('of $bundler asks for nothing of Node.js: $name', ({ bundler, files }) => {
    for (const file of files) {
      expect(textOf(bundler, file)).not.toMatch(
        /["'`]node:\w|\brequire\(["'`](fs|os|path|crypto|util)["'`]\)/,
      );
    }
  });

  it('has a size', () => {
    const sizes = programs.map(({ bundler, name, files }) => {
      const size = files.reduce((sum, file) => sum + gzipSync(textOf(bundler, file), { level: 9 }).length, 0);
      return { bundler, name, size: `${(size / 1000).toFixed(1)} kB` };
    });
    process.stdout.write('All exports of an entry, with all that it imports, minified and gzipped:\n');
    for (const { bundler, name, size } of sizes)
      process.stdout.write(`${size.padStart(9)}  ${name}, by ${bundler}\n`);
    expect(sizes.length).toBe(27);
  });
});

inChromium('the package in a bundle in a page', ({ newPage }) => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer(({ url: path = '/' }, response) => {
      const { pathname, searchParams } = new URL(path, 'http://localhost');
      const isPage = pathname === '/';
      const scripts = searchParams
        .getAll('script')
        .map(script => `<script type="module" src="${script}"></script>`);
      response.setHeader('content-type', isPage ? 'text/html' : 'text/javascript');
      response.end(
        isPage ? `<link rel="icon" href="data:,">${scripts.join('')}` : readFileSync(join(dist, pathname)),
      );
    });
    url = await listen(server, afterAll);
  });

  it.each(programs)('of $bundler loads $name', async ({ bundler, name, scripts }) => {
    const page = await newPage();
    const query = scripts.map(script => `script=${bundler}/${script}`).join('&');
    await page.goto(`${url}?${query}`);
    if (name === 'scenarios') {
      expect(await page.evaluate('loaded.runAlbum()')).toMatchObject({
        result: ['a-small.png', 'b-small.png', 'a day later', 'for Ada'],
      });
      return;
    }
    const source = pageSources[name === 'rx-swf' ? name : `rx-swf/${name}`] ?? '';
    expect(await page.evaluate('Object.keys(loaded).sort()')).toEqual(
      Object.keys(await import(source)).sort(),
    );
  });
});
