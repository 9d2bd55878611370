import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What `package.json` says of an entry or of an import of its own. */
interface Target {
  readonly default: string;
}

const isTarget = (target: unknown): target is Target =>
  typeof target === 'object' && target !== null && 'default' in target;

/** Returns the source of a file in `dist`. */
const sourceOf = (file: string) => join(root, file.replace('./dist/', 'src/').replace(/\.js$/, '.ts'));

/**
 * The sources that a page loads for the entries of the package and for its own imports: `rx-swf/local`, `#host`. For
 * the `alias` of esbuild.
 */
export const pageAliases: Readonly<Record<string, string>> = (() => {
  const { name, exports, imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const targets = Object.entries({ ...exports, ...imports }).flatMap(([key, target]) =>
    isTarget(target) ? [[key.replace(/^\./, name), sourceOf(target.default)] as const] : [],
  );
  return Object.fromEntries(targets);
})();
