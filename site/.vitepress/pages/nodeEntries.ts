/** Entries of the package that a page can't load: they work with threads, files, or what only a server has. */
export const nodeEntries: ReadonlySet<string> = new Set(
  ['archive', 'console', 'folder', 's3', 'threads'].map(name => `rx-swf/${name}`),
);
