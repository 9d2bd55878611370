import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chapters } from './chapters.js';
import { pathOf, root } from './paths.js';

/** A page of the manual. */
export interface Page {
  /** Its file, from the project's folder. */
  readonly source: string;
  /** Where it is on the site, such as `workflows.md`. */
  readonly path: string;
  readonly title: string;
  /** The first sentence. */
  readonly summary: string;
  readonly text: string;
}

/** A chapter and its pages. */
export interface Part {
  readonly title: string;
  readonly pages: readonly Page[];
}

/** Reads the pages of the manual by chapters. Pages that no chapter lists are in the last one. */
export function readParts(): readonly Part[] {
  const listed = new Set(chapters.flatMap(({ sources }) => sources));
  const rest = readdirSync(join(root, 'docs'))
    .map(name => `docs/${name}`)
    .filter(source => source.endsWith('.md') && !listed.has(source));
  return [...chapters, { title: 'More', sources: rest }]
    .map(({ title, sources }) => ({ title, pages: sources.flatMap(readPage) }))
    .filter(({ pages }) => pages.length > 0);
}

function readPage(source: string): readonly Page[] {
  const path = pathOf(source);
  if (path === undefined || !existsSync(join(root, source))) return [];
  const text = readFileSync(join(root, source), 'utf8');
  const [, heading = source] = /^# (.+)$/m.exec(text) ?? [];
  const title = source === 'README.md' ? 'At a glance' : heading.replaceAll('`', '');
  return [{ source, path, title, summary: summaryOf(text), text }];
}

/** Returns the first sentence below the heading, without its markup. */
function summaryOf(text: string): string {
  const [, paragraph = ''] = /^# .+\n+((?:(?!```)[^\n#|<].*\n)+)/m.exec(text) ?? [];
  const plain = paragraph
    .replaceAll('\n', ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('**', '')
    .trim();
  return /^.{20,}?[.:](?= [A-Z`]|$)/.exec(plain)?.[0].replace(/:$/, '.') ?? plain;
}
