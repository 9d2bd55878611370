import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { folderCycles, importsOf } from '../architecture/importGraph.js';

const page = fileURLToPath(new URL('../../console/', import.meta.url));

it('The folders of the page of the console have no cycle', () => {
  const paths = readdirSync(page, { recursive: true, encoding: 'utf8' }).filter(path => /\.tsx?$/.test(path));
  const sources = paths
    // It leads to all pages, from the frame that these use.
    .filter(path => !path.endsWith('App.tsx'))
    .map(path => [`console/${path.replace(/\.tsx$/, '.ts')}`, readFileSync(page + path, 'utf8')] as const);
  expect(sources.length).toBeGreaterThan(80);
  expect(folderCycles(importsOf(new Map(sources)))).toEqual([]);
});
