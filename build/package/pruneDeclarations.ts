import { readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { entriesOf } from './entriesOf.js';

const imports = /\b(?:from |import\(|import )["'](?:(\.[^"']+)\.js|(#[^"']+))["']/g;

/** Returns the paths of the declarations that the entries of a package need. */
function neededBy(folder: string): ReadonlySet<string> {
  const needed = new Set(entriesOf(folder).values());
  // A set that grows while it is iterated over is iterated over to its last member.
  for (const file of needed) {
    for (const [, imported, own] of readFileSync(file, 'utf8').matchAll(imports)) {
      if (imported !== undefined) needed.add(join(dirname(file), `${imported}.d.ts`));
      else if (own !== undefined) needed.add(typesOf(folder, own));
    }
  }
  return needed;
}

/** Returns the declarations of an import of the package's own, such as `#host`. */
function typesOf(folder: string, own: string): string {
  const { imports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, imports[own].types);
}

/**
 * Deletes the declarations of a built package that no entry leads to: those of the command and of what classes do
 * inside. Nobody can import them, and they are more than half of the files.
 */
export function pruneDeclarations(folder: string): void {
  const needed = neededBy(folder);
  const dist = join(folder, 'dist');
  const found = readdirSync(dist, { recursive: true, encoding: 'utf8' }).map(path => join(dist, path));
  for (const file of found) if (file.endsWith('.d.ts') && !needed.has(file)) rmSync(file);
  removeEmptyFolders(dist);
}

function removeEmptyFolders(folder: string): void {
  for (const child of readdirSync(folder, { withFileTypes: true }))
    if (child.isDirectory()) removeEmptyFolders(join(folder, child.name));
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
