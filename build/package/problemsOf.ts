import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const link = /\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g;
const mapName = /^\/\/# sourceMappingURL=(.*)$/gm;
const typeImport = /\b(?:from |import\(|import )["'](\.[^"']+)\.js["']/g;
const ownImport = /\b(?:from |import\(|import )["'](#[^"']+)["']/g;

/** A reference from one file of a package to another. */
interface Reference {
  readonly from: string;
  readonly to: string;
  readonly verb: 'links to' | 'names' | 'imports';
}

/** Returns the files that a file refers to, relative to the package. */
function referencesOf(from: string, text: string): readonly Reference[] {
  const find = (verb: Reference['verb'], pattern: RegExp, extension = ''): readonly Reference[] =>
    [...text.matchAll(pattern)].map(([, target = '']) => ({
      from,
      to: posix.join(dirname(from), `${target}${extension}`),
      verb,
    }));
  if (from.endsWith('.md')) return find('links to', link);
  if (from.endsWith('.d.ts')) return [...find('names', mapName), ...find('imports', typeImport, '.d.ts')];
  return from.endsWith('.js') ? find('names', mapName) : [];
}

/** True for a source map that has the text of each source. */
function isWhole(map: string): boolean {
  const {
    sources,
    sourcesContent = [],
  }: { sources: readonly string[]; sourcesContent?: readonly unknown[] } = JSON.parse(map);
  return sources.every((_, index) => typeof sourcesContent[index] === 'string');
}

/**
 * Returns what is wrong with the files of a package, as sentences: source maps that are missing, that no file names
 * or that lack their sources; links of pages, and imports of declarations, that lead to no file of the package;
 * declarations that import `#…`.
 *
 * @param folder of the package
 * @param files paths of what is published, relative to the folder, with `/`
 */
export function problemsOf(folder: string, files: readonly string[]): readonly string[] {
  const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');
  const published = new Set(files);
  const references = files
    .filter(file => /\.(md|js|d\.ts)$/.test(file))
    .flatMap(file => referencesOf(file, textOf(file)));
  const named = new Set(references.map(({ to }) => to));
  const maps = files.filter(file => file.endsWith('.map'));
  return [
    ...files
      .filter(file => file.endsWith('.d.ts'))
      .flatMap(file => [...textOf(file).matchAll(ownImport)].map(([, name]) => ({ file, name })))
      .map(({ file, name }) => `${file} imports ${name}, whose declarations are not published.`),
    ...references
      .filter(({ to }) => !published.has(to))
      .map(({ from, verb, to }) => `${from} ${verb} ${to}, which is not published.`),
    ...maps.filter(map => !named.has(map)).map(map => `${map} is published, and no file names it.`),
    ...maps.filter(map => !isWhole(textOf(map))).map(map => `${map} lacks the text of its sources.`),
  ];
}
