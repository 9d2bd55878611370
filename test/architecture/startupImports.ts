import { posix } from 'node:path';
import ts from 'typescript';

/** What a program loads when it starts. */
export interface Startup {
  /** Files, relative to `src`. */
  readonly files: readonly string[];
  /** Packages and built-in modules. */
  readonly packages: readonly string[];
}

/**
 * Returns what loads before the first statement of a file runs: the static imports of values, and theirs. Types leave
 * nothing to load, and `import()` loads later.
 *
 * @param sources - map from a path relative to `src` to its text
 */
export function startupOf(entry: string, sources: ReadonlyMap<string, string>): Startup {
  const files = new Set([entry]);
  const packages = new Set<string>();
  // A set that grows while it is iterated over is iterated over to its last member.
  for (const file of files) {
    for (const specifier of valueImportsOf(sources.get(file) ?? '')) {
      if (specifier.startsWith('.'))
        files.add(posix.join(posix.dirname(file), specifier).replace(/\.js$/, '.ts'));
      else packages.add(specifier);
    }
  }
  return { files: [...files], packages: [...packages] };
}

function valueImportsOf(text: string): string[] {
  const { statements } = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest);
  return statements.flatMap(statement => {
    const isImport = ts.isImportDeclaration(statement) && !isTypeOnly(statement);
    const isExport = ts.isExportDeclaration(statement) && !statement.isTypeOnly;
    const specifier = isImport || isExport ? statement.moduleSpecifier : undefined;
    return specifier !== undefined && ts.isStringLiteral(specifier) ? [specifier.text] : [];
  });
}

/** Returns whether an import has only types: `import type { A }` or `import { type A }`. */
function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined || importClause.isTypeOnly) return importClause !== undefined;
  const { name, namedBindings } = importClause;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.every(element => element.isTypeOnly);
}
