import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The folder of the generated API reference, from the project's folder. */
export const apiFolder = 'site/api';

const moved: Readonly<Record<string, string>> = {
  'README.md': 'readme.md',
  'CHANGELOG.md': 'changelog.md',
  'SECURITY.md': 'security.md',
  'docs/README.md': 'overview.md',
  'site/pages/index.md': 'index.md',
};

/** Returns where a page is on the site, or `undefined` if the site doesn't show this file. */
export function pathOf(source: string): string | undefined {
  if (moved[source] !== undefined) return moved[source];
  return /^docs\/([^/]+\.md)$/.exec(source)?.[1] ?? /^site\/(api\/.+\.md)$/.exec(source)?.[1];
}
