/** A section of the console. */
export interface Section {
  /** First part of its paths. */
  readonly path: string;
  readonly title: string;
  /** Key that leads there after `g`. */
  readonly key: string;
}

/** Sections, in the order of the header. */
export const sections: readonly Section[] = [
  { path: 'executions', title: 'Executions', key: 'e' },
  { path: 'types', title: 'Types', key: 't' },
  { path: 'task-lists', title: 'Task lists', key: 'l' },
  { path: 'domain', title: 'Domain', key: 'd' },
];
