import { posix, relative, sep } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { root } from '../pages/paths.js';
import { resolveLink } from '../pages/resolveLink.js';

/** Where files that are no pages are published, from the base of the site. */
export const filesFolder = 'files';

/** Facts about a page that VitePress renders. */
export interface PageEnv {
  readonly path?: string;
  /** The file before rewrites; absent while the search index is made, when `path` is that file. */
  readonly realPath?: string;
}

/** Returns the source of the page that is rendered, from the project's folder. */
export const sourceOf = ({ realPath, path = '' }: PageEnv): string =>
  relative(root, realPath ?? path)
    .split(sep)
    .join(posix.sep);

/**
 * Turns the relative links of a page, which lead from file to file, into links of the site. VitePress then checks
 * that there is such a page. Files that are no pages are collected, to be published as they are.
 */
export function useLinks(md: MarkdownRenderer, files: Set<string>): void {
  md.core.ruler.push('site_links', state => {
    const from = sourceOf(state.env);
    for (const { children } of state.tokens) {
      for (const token of children ?? []) {
        const href = token.type === 'link_open' ? token.attrGet('href') : null;
        const target = href === null ? undefined : resolveLink(from, href);
        if (target === undefined) continue;
        if (target.path === undefined) {
          files.add(target.source);
          token.attrSet('target', '_self');
          token.attrSet('href', `/${filesFolder}/${target.source}.txt`);
        } else {
          token.attrSet('href', `/${target.path}${target.hash}`);
        }
      }
    }
  });
}
