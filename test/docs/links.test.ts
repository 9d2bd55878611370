import { describe, expect, it } from 'vitest';
import { anchorsOf, linksOf } from './links.js';

describe('linksOf', () => {
  it('returns links to files and to headings, and images', () => {
    expect(linksOf('[a](a.md), [b](b.md#two), [c](#three), ![d](d.webp)')).toEqual([
      { target: 'a.md', anchor: undefined },
      { target: 'b.md', anchor: 'two' },
      { target: '', anchor: 'three' },
      { target: 'd.webp', anchor: undefined },
    ]);
  });

  it('returns a link whose text is code, or is broken over lines', () => {
    expect(linksOf('[`why`](why.md), [two\nwords](two.md)').map(({ target }) => target)).toEqual([
      'why.md',
      'two.md',
    ]);
  });

  it('leaves out links to other sites', () => {
    expect(linksOf('[a](https://rxjs.dev/a#b), [b](mailto:a@b.c)')).toEqual([]);
  });

  it('leaves out what looks like a link in code', () => {
    expect(linksOf('`[x](y)` and `` `[x](y) ``\n\n```ts\nsource[map](f)\n```\n')).toEqual([]);
  });
});

describe('anchorsOf', () => {
  it.each([
    ['# Two Words', 'two-words'],
    ['## `rx-swf why`, in short', 'rx-swf-why-in-short'],
    ["## What it doesn't do", 'what-it-doesnt-do'],
    ['### Act & look', 'act--look'],
    ['## [A link](a.md) of Größe 2', 'a-link-of-größe-2'],
  ])('names %s as GitHub does', (heading, anchor) => {
    expect([...anchorsOf(heading)]).toEqual([anchor]);
  });

  it('counts headings that are equal', () => {
    expect([...anchorsOf('# A\n\n## A\n\n## A\n')]).toEqual(['a', 'a-1', 'a-2']);
  });

  it('leaves out comments in blocks', () => {
    expect([...anchorsOf('# A\n\n```sh\n# B\n```\n')]).toEqual(['a']);
  });
});
