import { readdirSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesFolder } from '../markdown/links.js';
import { apiFolder, root } from '../pages/paths.js';
import type { Page, Part } from '../pages/readPages.js';
import { resolveLink } from '../pages/resolveLink.js';

/**
 * Publishes the pages as Markdown, each beside its HTML, and for language models `llms.txt`, the list of them, and
 * `llms-full.txt`, all of the manual in one file.
 */
export async function publishMarkdown(outDir: string, base: string, parts: readonly Part[]): Promise<void> {
  const pages = parts.flatMap(part => part.pages);
  for (const page of pages) await writeFile(join(outDir, page.path), withSiteLinks(page, base));
  await publishApi(outDir);
  await writeFile(join(outDir, 'llms.txt'), listOf(parts, base));
  await writeFile(join(outDir, 'llms-full.txt'), pages.map(page => withSiteLinks(page, base)).join('\n\n'));
}

/** The links of the API reference lead from page to page already. */
async function publishApi(outDir: string): Promise<void> {
  const from = join(root, apiFolder);
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.md')) continue;
    const target = join(outDir, 'api', name);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(from, name), target);
  }
}

function withSiteLinks({ source, text }: Page, base: string): string {
  return text.replace(/\]\(([^)\s]+)\)/g, (whole, href: string) => {
    const target = resolveLink(source, href);
    if (target === undefined) return whole;
    const path = target.path ?? `${filesFolder}/${target.source}.txt`;
    return `](${base}${path}${target.hash})`;
  });
}

function listOf(parts: readonly Part[], base: string): string {
  const chapters = parts.map(({ title, pages }) => {
    const links = pages.map(
      page => `- [${page.title}](${base}${page.path})${page.summary && `: ${page.summary}`}`,
    );
    return `## ${title}\n\n${links.join('\n')}`;
  });
  return [
    '# rx-swf',
    '> Durable workflows in RxJS, on Amazon Simple Workflow Service (SWF), and an embedded SWF to develop and test them without an AWS account.',
    `All pages below in one file: [llms-full.txt](${base}llms-full.txt).`,
    ...chapters,
    `## API\n\n- [API reference](${base}api/index.md): what each entry of the package exports.\n`,
  ].join('\n\n');
}
