import { describe, expect, it } from 'vitest';
import { resolveLink } from '../../site/.vitepress/pages/resolveLink.js';

describe('a link of a page', () => {
  it.each([
    ['docs/workflows.md', 'redrive.md#plans', 'redrive.md', '#plans'],
    ['docs/workflows.md', '../README.md', 'readme.md', ''],
    ['README.md', 'docs/README.md', 'overview.md', ''],
    ['README.md', 'LICENSE', undefined, ''],
    ['docs/examples.md', '../examples/main.ts', undefined, ''],
  ])('of %s to %s leads to a page, or to a file as it is', (from, href, path, hash) => {
    expect(resolveLink(from, href)).toMatchObject({ path, hash });
  });

  it.each(['#plans', 'https://rxjs.dev', 'mailto:a@b.c'])('to %s is left as it is', href => {
    expect(resolveLink('README.md', href)).toBeUndefined();
  });

  it.each(['missing.md', '../../elsewhere.md'])('to %s, which is not there, fails the build', href => {
    expect(() => resolveLink('docs/workflows.md', href)).toThrow(`docs/workflows.md links to ${href}`);
  });
});
