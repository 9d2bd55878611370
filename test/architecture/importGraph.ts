import { posix } from 'node:path';
import ts from 'typescript';

/** One import of a source file, type imports and re-exports included. Paths are relative to `src`. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** All relative imports of `sources`, a map from a path relative to `src` to its text. */
export function importsOf(sources: ReadonlyMap<string, string>): Import[] {
  return [...sources].flatMap(([from, text]) =>
    ts
      .preProcessFile(text, true, true)
      .importedFiles.map(({ fileName }) => fileName)
      .filter(specifier => specifier.startsWith('.'))
      .map(specifier => ({ from, to: posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts') })),
  );
}

/** The first folder of a path: its room. Files directly under `src` have none. */
export const roomOf = (path: string): string | undefined =>
  path.includes('/') ? path.split('/')[0] : undefined;

/** The imports of a room from a room that is not in `below`. */
export function upwardImports(
  imports: readonly Import[],
  below: Readonly<Record<string, readonly string[]>>,
): string[] {
  return imports.flatMap(({ from, to }) => {
    const [room, imported] = [roomOf(from), roomOf(to)];
    if (room === undefined || imported === undefined || room === imported) return [];
    return below[room]?.includes(imported) ? [] : [`${from} imports ${to}`];
  });
}

/**
 * The cycles between the folders of a room: each a group of folders that reach each other by imports. A room's index
 * opens all of its folders, and belongs to none.
 */
export function folderCycles(imports: readonly Import[]): string[][] {
  const edges = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    const [folder, imported] = [posix.dirname(from), posix.dirname(to)];
    if (from === `${roomOf(from)}/index.ts`) continue;
    if (folder === imported || roomOf(from) === undefined || roomOf(from) !== roomOf(to)) continue;
    edges.set(folder, (edges.get(folder) ?? new Set()).add(imported));
  }
  const reached = new Map([...edges.keys()].map(folder => [folder, reachableFrom(folder, edges)]));
  const inCycle = [...reached].filter(([folder, folders]) => folders.has(folder)).map(([folder]) => folder);
  const groups = new Map<string, string[]>();
  for (const folder of inCycle) {
    const key = inCycle
      .filter(other => reached.get(folder)?.has(other) && reached.get(other)?.has(folder))
      .join(' ');
    groups.set(key, [...(groups.get(key) ?? []), folder]);
  }
  return [...groups.values()];
}

function reachableFrom(folder: string, edges: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>();
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const imported of edges.get(next) ?? []) {
      if (reached.has(imported)) continue;
      reached.add(imported);
      open.push(imported);
    }
  }
  return reached;
}
