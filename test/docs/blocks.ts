import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A fenced block of a page, or of a comment. */
export interface Block {
  /** The page or the module, from the project's folder. */
  readonly page: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
  /** What follows the opening fence: `ts`, `ts run`, `sh`, ... */
  readonly info: string;
  readonly code: string;
}

/** A page and its blocks. */
export interface Page {
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** The README, all pages of `docs/`, and the home page of the documentation site. */
export function readPages(): readonly Page[] {
  const docs = readdirSync(`${root}docs`).filter(name => name.endsWith('.md'));
  return ['README.md', 'site/pages/index.md', ...docs.map(name => `docs/${name}`)].map(readPage);
}

/** Pages for contributors and about versions, whose blocks aren't checked. */
export const readOtherPages = (): readonly Page[] =>
  ['ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'bench/README.md'].map(readPage);

function readPage(path: string): Page {
  const text = readFileSync(`${root}${path}`, 'utf8');
  return { path, text, blocks: blocksOf(path, text.split('\n')) };
}

/** The examples in the comments of `src/`. */
export function readExamples(): readonly Block[] {
  const modules = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .map(name => `src/${name.replaceAll('\\', '/')}`)
    .filter(path => path.endsWith('.ts'));
  return modules.flatMap(path => {
    const lines = readFileSync(`${root}${path}`, 'utf8').split('\n');
    return blocksOf(
      path,
      lines.map(line => commentLine.exec(line)?.[1] ?? ''),
    );
  });
}

const commentLine = /^\s*\* ?(.*)$/;

function blocksOf(page: string, lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let open: { line: number; info: string; code: string[] } | undefined;
  for (const [i, line] of lines.entries()) {
    if (!line.startsWith('```')) {
      open?.code.push(line);
    } else if (open === undefined) {
      open = { line: i + 1, info: line.slice(3).trim(), code: [] };
    } else {
      blocks.push({ page, line: open.line, info: open.info, code: open.code.join('\n') });
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`${page}:${open.line}: this block has no end`);
  return blocks;
}

/** Where a block is, as editors and terminals link it. */
export const placeOf = ({ page, line }: Block): string => `${page}:${line}`;

/** The block as a module of its own, in which every line has the number that it has on its page. */
export const moduleOf = ({ line, code }: Block): string => `${'\n'.repeat(line)}${code}\nexport {};\n`;

/** What a block that is run prints: the `text` block right behind it, if there is one. */
export function outputOf({ blocks }: Page, block: Block): string | undefined {
  const next = blocks[blocks.indexOf(block) + 1];
  const end = block.line + block.code.split('\n').length + 1;
  return next?.info === 'text' && next.line <= end + 2 ? next.code : undefined;
}
