import type ts from 'typescript';
import { ApiProgram } from './ApiProgram.js';
import { printDeclaration } from './printDeclaration.js';

const head = '<!-- Made by "npm run api" from the built declarations. Do not edit. -->';

const toMarkdown = (title: string, about: string, blocks: readonly string[]) =>
  [head, '', `# ${title}`, '', about, '', '```ts', blocks.join('\n\n'), '```', ''].join('\n');

/** Returns all declarations of a symbol: overloads, and the type that shares the name of a value. */
const print = (symbol: ts.Symbol) => (symbol.declarations ?? []).map(printDeclaration).join('\n');

/**
 * Returns reports of what a package exports, by file name: one for each entry, and one of the types that these
 * mention and that have no name for users. A symbol that several entries export is printed for the first.
 *
 * @param entries paths of the declarations of each entry, by the name that users import it by
 */
export function apiReports(entries: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const program = new ApiProgram([...entries.values()]);
  /** The first entry that exports a symbol, and its name there. */
  const homes = new Map<ts.Symbol, string>();
  const reports = new Map<string, string>();
  for (const [entry, path] of entries) {
    const blocks = [...program.exportsOf(path)].map(([name, symbol]) => {
      const origin = program.packageOf(symbol) ?? homes.get(symbol);
      if (origin !== undefined) return `export { ${name} } from '${origin}';`;
      homes.set(symbol, entry);
      const renamed = symbol.name === name ? '' : `// exported as ${name}\n`;
      return renamed + print(symbol);
    });
    const about = `What \`import … from '${entry}'\` exports.`;
    reports.set(fileOf(entry), toMarkdown(entry, about, blocks));
  }
  const about = 'Types that exported declarations mention, and that no entry exports.';
  reports.set('not-exported.api.md', toMarkdown('Not exported', about, unexported(program, homes.keys())));
  return reports;
}

/** Returns `local.api.md` for `rx-swf/local`, and `index.api.md` for `rx-swf`. */
function fileOf(entry: string): string {
  return `${entry.split('/').slice(1).join('-') || 'index'}.api.md`;
}

function unexported(program: ApiProgram, exported: Iterable<ts.Symbol>): readonly string[] {
  const known = new Set(exported);
  const found = new Set<ts.Symbol>();
  // A set that grows while it is iterated over is iterated over to its last member.
  for (const symbol of known) {
    for (const mentioned of program.mentionedBy(symbol)) {
      if (!known.has(mentioned)) found.add(mentioned);
      known.add(mentioned);
    }
  }
  const blocks = [...found].map(symbol => [symbol.name, print(symbol)] as const);
  return blocks.sort((a, b) => (a.join() < b.join() ? -1 : 1)).map(([, text]) => text);
}
