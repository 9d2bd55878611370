import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { root } from './paths.js';

/** A version whose documentation was published before this one. */
interface OlderVersion {
  readonly version: string;
  /** Its folder, from the address of the newest version, such as `v0.1/`. */
  readonly path: string;
}

const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/**
 * Returns the menu of versions: this one, and those in `versions.json`.
 *
 * @param newest - the address of the newest version, in the documentation of an older one
 */
export function versionMenu(newest = ''): DefaultTheme.NavItemWithChildren {
  const { version }: { version: string } = readJson('package.json');
  const older: readonly OlderVersion[] = readJson('site/versions.json');
  // A link with a target is followed by the browser, and not by the router of this version.
  const items = older.map(({ version: text, path }) => ({
    text,
    link: `${newest || '/'}${path}`,
    target: '_self',
  }));
  return {
    text: `v${version}`,
    items: [
      ...(newest === '' ? [] : [{ text: 'Newest version', link: newest, target: '_self' }]),
      { text: `${version} (this version)`, link: '/' },
      ...items,
      { text: 'Changelog', link: '/changelog' },
    ],
  };
}
