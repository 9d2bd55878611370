import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chapters } from '../../site/.vitepress/pages/chapters.js';
import { root } from '../docs/blocks.js';
import { linksOf } from '../docs/links.js';

/** Chapters of the manual with the names of their pages, without those about the project. */
const expected = chapters
  .filter(({ title }) => title !== 'Project')
  .map(({ title, sources }) => ({
    title,
    pages: sources.filter(source => source.startsWith('docs/')).map(source => source.replace('docs/', '')),
  }));

it('the sidebar has every page of docs', () => {
  const listed = chapters.flatMap(({ sources }) => sources);
  const pages = readdirSync(join(root, 'docs')).filter(name => name.endsWith('.md'));
  expect(pages.filter(name => !listed.includes(`docs/${name}`))).toEqual([]);
});

it('docs/README.md has the chapters of the sidebar, with the same pages in the same order', () => {
  const [, ...parts] = readFileSync(join(root, 'docs/README.md'), 'utf8').split(/^## /m);
  const shown = parts.map(part => ({
    title: part.slice(0, part.indexOf('\n')),
    pages: linksOf(part).map(({ target }) => target),
  }));
  expect(shown).toEqual(expected);
});
