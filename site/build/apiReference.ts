import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, Comment, type ProjectReflection } from 'typedoc';
import { entries } from '../../build/pageSources.js';
import { apiFolder, root } from '../.vitepress/pages/paths.js';
import { apiSidebar } from './apiSidebar.js';

/** Options of the Markdown plugin, which TypeDoc's types don't have. */
const layout = {
  router: 'member',
  entryFileName: 'index',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  indexFormat: 'table',
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  enumMembersFormat: 'table',
};

/** Writes the API reference of all entries of the package, and the sidebar for it. */
export async function writeApiReference(): Promise<void> {
  const folder = join(root, apiFolder);
  rmSync(folder, { recursive: true, force: true });
  const app = await Application.bootstrapWithPlugins({
    entryPoints: Object.values(entries),
    tsconfig: join(root, 'tsconfig.json'),
    plugin: ['typedoc-plugin-markdown'],
    readme: 'none',
    disableSources: true,
    // `npm run typecheck` checks the types.
    skipErrorChecking: true,
    excludePrivate: true,
    excludeInternal: true,
    logLevel: 'Warn',
    out: folder,
    ...layout,
  });
  const project = await app.convert();
  if (project === undefined) throw new Error('TypeDoc could not read the entries of the package');
  nameModules(project);
  await app.generateOutputs(project);
  if (app.logger.hasErrors()) throw new Error('The API reference has errors');
  writeFileSync(join(folder, 'index.md'), indexOf(project));
  writeFileSync(join(folder, 'sidebar.json'), JSON.stringify(apiSidebar(project)));
}

function nameModules(project: ProjectReflection): void {
  for (const module of project.children ?? [])
    module.name = module.name === 'index' ? 'rx-swf' : `rx-swf/${module.name}`;
}

/** Returns the page that lists the entries, the main one first. */
function indexOf(project: ProjectReflection): string {
  const rows = [...(project.children ?? [])]
    .sort((a, b) => a.name.length - b.name.length || a.name.localeCompare(b.name))
    .sort((a, b) => Number(b.name === 'rx-swf') - Number(a.name === 'rx-swf'))
    .map(({ name, comment }) => {
      const text = Comment.combineDisplayParts(comment?.summary).replaceAll('\n', ' ');
      return `| [\`${name}\`](${name}/index.md) | ${text} |`;
    });
  return `# API reference\n\nWhat the entries of the package export.\n\n| entry | has |\n|---|---|\n${rows.join('\n')}\n`;
}
