/** Pages whose blocks are made to be watched. */
const slow: ReadonlySet<string> = new Set(['first-pipeline.md', 'index.md']);

/** Returns whether blocks of a page run in slow motion unless the reader says otherwise. */
export const isSlowPage = (path: string): boolean => slow.has(path);
