import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTheme, defineConfig } from 'vitepress';
import { pageSources } from '../../build/pageSources.js';
import { publishFiles } from './files/publishFiles.js';
import { publishMarkdown } from './files/publishMarkdown.js';
import { vueOfSite } from './files/vueOfSite.js';
import { withPolicy } from './files/withPolicy.js';
import { useLinks } from './markdown/links.js';
import { useRunBlocks } from './markdown/runBlocks.js';
import { searchable } from './markdown/searchable.js';
import { apiFolder, pathOf, root } from './pages/paths.js';
import { readParts } from './pages/readPages.js';
import { versionMenu } from './pages/versionMenu.js';

const base = process.env['DOCS_BASE'] ?? '/';
const parts = readParts();
const files = new Set<string>();

/** Written by `build/apiReference.ts`. */
const apiSidebar: DefaultTheme.SidebarMulti = JSON.parse(
  readFileSync(join(root, apiFolder, 'sidebar.json'), 'utf8'),
);

/** Drawings in a page use the sources of the package. */
const aliases = Object.entries(pageSources).map(([name, source]) => ({
  find: new RegExp(`^${name}$`),
  replacement: source,
}));

const linkOf = (path: string) => `/${path.replace(/\.md$/, '')}`;

export default defineConfig({
  base,
  lang: 'en',
  title: 'rx-swf',
  description: 'Durable workflows in RxJS, on Amazon Simple Workflow Service',
  srcDir: '..',
  srcExclude: [
    '{api,bench,build,examples,src,test,test-results,console,node_modules}/**',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
  ],
  outDir: 'dist',
  // The menus would otherwise be in every page.
  metaChunk: true,
  rewrites: source => pathOf(source) ?? source,
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}mark.svg` }],
    ['meta', { name: 'theme-color', content: '#b0306a' }],
  ],
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-default' },
    config: md => {
      useLinks(md, files);
      useRunBlocks(md);
    },
  },
  themeConfig: {
    logo: '/mark.svg',
    nav: [
      { text: 'Guide', link: '/first-pipeline', activeMatch: '^/(?!api/|$)' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
      versionMenu(process.env['DOCS_NEWEST']),
    ],
    sidebar: {
      ...apiSidebar,
      '/': parts.map(({ title, pages }) => ({
        text: title,
        items: pages.map(page => ({ text: page.title, link: linkOf(page.path) })),
      })),
    },
    outline: { level: [2, 3], label: 'On this page' },
    search: { provider: 'local', options: { _render: searchable } },
    docFooter: { prev: 'Previous', next: 'Next' },
    externalLinkIcon: true,
  },
  vite: {
    resolve: { alias: aliases },
    publicDir: join(root, 'site/public'),
    plugins: [vueOfSite],
    server: { fs: { allow: [root] } },
  },
  // Not while pages are developed: Vite's client needs more.
  transformHtml: html => withPolicy(html),
  async buildEnd({ outDir }) {
    await publishFiles(outDir, files);
    await publishMarkdown(outDir, base, parts);
  },
});
