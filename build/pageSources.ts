import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** An entry of `package.json`, or an import of its own. */
interface Target {
  readonly default: string;
}

const isTarget = (target: unknown): target is Target =>
  typeof target === 'object' && target !== null && 'default' in target;

/** Returns the source of a file in `dist`. */
const sourceOf = (file: string) => join(root, file.replace('./dist/', 'src/').replace(/\.js$/, '.ts'));

const sourcesOf = (targets: object, name: (key: string) => string) =>
  Object.fromEntries(
    Object.entries(targets).flatMap(([key, target]: [string, unknown]) =>
      isTarget(target) ? [[name(key), sourceOf(target.default)] as const] : [],
    ),
  );

const { name: packageName, exports, imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Sources of the entries of the package, by what is imported: `rx-swf/local`. */
export const entries: Readonly<Record<string, string>> = sourcesOf(exports, key =>
  key.replace(/^\./, packageName),
);

/** Sources that a page loads for these entries and for the package's own imports, such as `#host`: an `alias` of esbuild. */
export const pageSources: Readonly<Record<string, string>> = {
  ...sourcesOf(imports, key => key),
  ...entries,
};
