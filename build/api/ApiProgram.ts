import ts from 'typescript';
import { isPrivate } from './isPrivate.js';

/** True for a declaration at the top of its file, which others can refer to by its name. */
function isTopLevel(declaration: ts.Declaration): boolean {
  const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent.parent : declaration.parent;
  return node !== undefined && ts.isSourceFile(node);
}

/** Declarations of a package, and what they export and refer to. */
export class ApiProgram {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;

  /** @param files paths of the declarations of its entries */
  constructor(files: readonly string[]) {
    this.#program = ts.createProgram(files, {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: [],
    });
    this.#checker = this.#program.getTypeChecker();
  }

  /** Returns what a file exports, by name, in the order of the names. */
  exportsOf(path: string): ReadonlyMap<string, ts.Symbol> {
    const file = this.#program.getSourceFile(path);
    const symbol = file && this.#checker.getSymbolAtLocation(file);
    if (symbol === undefined) throw new Error(`${path} exports nothing. Build the package first.`);
    const exported = this.#checker
      .getExportsOfModule(symbol)
      .map(one => [one.name, this.#resolve(one)] as const);
    // Code units, not a locale: the order is the same on every machine.
    return new Map(exported.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Returns the package that a symbol comes from, or `undefined` for one of the package's own. */
  packageOf(symbol: ts.Symbol): string | undefined {
    const path = symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
    return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
  }

  /** Yields the symbols at the top of the package's own files that the declarations of a symbol mention. */
  *mentionedBy(symbol: ts.Symbol): Generator<ts.Symbol> {
    for (const declaration of symbol.declarations ?? []) {
      for (const identifier of identifiersIn(declaration)) {
        const found = this.#checker.getSymbolAtLocation(identifier);
        if (found === undefined) continue;
        const mentioned = this.#resolve(found);
        const isOwn = this.packageOf(mentioned) === undefined;
        if (mentioned !== symbol && isOwn && mentioned.declarations?.some(isTopLevel)) yield mentioned;
      }
    }
  }

  #resolve(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }
}

/** Yields the identifiers in a node, except for those in private members. */
function* identifiersIn(node: ts.Node): Generator<ts.Identifier> {
  if (ts.isIdentifier(node)) yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, child => {
    if (!isPrivate(child)) children.push(child);
  });
  for (const child of children) yield* identifiersIn(child);
}
