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

/** Returns the menu of versions: this one, its changes, and those in `versions.json`. */
export function versionMenu(base: string): DefaultTheme.NavItemWithChildren {
  const { version }: { version: string } = readJson('package.json');
  const older: readonly OlderVersion[] = readJson('site/versions.json');
  return {
    text: `v${version}`,
    items: [
      { text: `${version} (this version)`, link: '/' },
      ...older.map(({ version: name, path }) => ({
        text: name,
        // With a target, the link is followed by the browser and not by the router of this version.
        link: `${base}${path}`,
        target: '_self',
      })),
      { text: 'Changelog', link: '/changelog' },
    ],
  };
}
