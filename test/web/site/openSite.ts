import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ServedFolder, serveFolder } from './serveFolder.js';

const site = fileURLToPath(new URL('../../../site/', import.meta.url));

/** The built site on a static host. */
export interface Site extends ServedFolder {
  /** Pages of the manual, such as `workflows.html`. */
  readonly pages: readonly string[];
}

/** Serves the site as `.ci/web` has built it, below the path that it was built for. */
export async function openSite(): Promise<Site> {
  if (!existsSync(`${site}dist/index.html`))
    throw new Error('The site is not built. Run test/web/site/install first.');
  const home = readFileSync(`${site}dist/index.html`, 'utf8');
  const [, base = '/'] = /href="(\/(?:[^"]*\/)?)assets\//.exec(home) ?? [];
  const pages = readdirSync(`${site}dist`).filter(name => name.endsWith('.html') && name !== '404.html');
  return { ...(await serveFolder(`${site}dist`, base)), pages };
}
