import { type DeclarationReflection, type ProjectReflection, ReflectionKind } from 'typedoc';
import type { DefaultTheme } from 'vitepress';

/** Kinds that have a page, and the folders of these pages. Interfaces and types are found from there, or by search. */
const groups = [
  { text: 'Classes', kind: ReflectionKind.Class, folder: 'classes' },
  { text: 'Functions', kind: ReflectionKind.Function, folder: 'functions' },
  { text: 'Variables', kind: ReflectionKind.Variable, folder: 'variables' },
];

/** Returns the sidebars of the API reference: that of each entry lists all entries, and what the entry has. */
export function apiSidebar(project: ProjectReflection): DefaultTheme.SidebarMulti {
  const entries = [...(project.children ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  const links = entries.map(({ name }) => ({ text: name, link: linkOf(name) }));
  const all = { text: 'Entries', items: links };
  // VitePress takes the longest path that fits.
  return Object.fromEntries([
    ['/api/', [all]],
    ...entries.map((entry): [string, DefaultTheme.SidebarItem[]] => [
      linkOf(entry.name),
      [all, ...itemsOf(entry)],
    ]),
  ]);
}

const linkOf = (entry: string) => `/api/${entry}/`;

function itemsOf(entry: DeclarationReflection): readonly DefaultTheme.SidebarItem[] {
  return groups.flatMap(({ text, kind, folder }) => {
    const items = (entry.children ?? [])
      .filter(child => child.kind === kind)
      .map(({ name }) => ({ text: name, link: `${linkOf(entry.name)}${folder}/${name}` }));
    return items.length === 0 ? [] : [{ text, items }];
  });
}
