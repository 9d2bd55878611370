import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { pathOf, root } from './paths.js';

/** The target of a relative link. */
export interface LinkTarget {
  /** The file, from the project's folder. */
  readonly source: string;
  /** The page that shows it, such as `workflows.md`; `undefined` for a file that is no page. */
  readonly path: string | undefined;
  /** The anchor with its `#`, or nothing. */
  readonly hash: string;
}

/**
 * Resolves a link of a page as GitHub does. Returns `undefined` for anchors within the page and links to other sites.
 *
 * @throws `Error` if the link leads nowhere
 */
export function resolveLink(from: string, href: string): LinkTarget | undefined {
  if (/^([a-z][a-z\d+.-]*:|\/|#|$)/i.test(href)) return undefined;
  const [, target = '', hash = ''] = /^([^#?]*)(?:\?[^#]*)?(#.*)?$/.exec(href) ?? [];
  const source = posix.join(posix.dirname(from), decodeURI(target));
  if (source.startsWith('..') || !existsSync(posix.join(root, source)))
    throw new Error(`${from} links to ${href}, which does not exist`);
  return { source, path: pathOf(source), hash };
}
