/** A chapter of the sidebar. */
export interface Chapter {
  readonly title: string;
  /** Sources of its pages, from the project's folder. */
  readonly sources: readonly string[];
}

const docs = (...names: readonly string[]) => names.map(name => `docs/${name}.md`);

/** Chapters in reading order. Pages of `docs/` that are in none of them are shown under "More". */
export const chapters: readonly Chapter[] = [
  { title: 'Start here', sources: ['README.md', ...docs('first-pipeline', 'tour', 'examples', 'settings')] },
  {
    title: 'Durable workflows',
    sources: docs('workflows', 'workflows-operators', 'workflows-testing', 'redrive', 'payloads'),
  },
  { title: 'Streams', sources: docs('models', 'querysets', 'live', 'history', 'timeline') },
  { title: 'Workers and deciders', sources: docs('actors', 'decisions', 'manual-completion', 'webhooks') },
  {
    title: 'Running it',
    sources: docs('production', 'deploying', 'operating', 'console', 'why'),
  },
  { title: 'In a page', sources: docs('gateway', 'front-ends', 'browser') },
  {
    title: 'The embedded SWF',
    sources: docs(
      'embedded-swf',
      'embedded-swf-operations',
      'embedded-swf-durability',
      'fork',
      'conformance',
    ),
  },
  {
    title: 'From and to other engines',
    sources: docs(
      'coming-from',
      'coming-from-simpleflow',
      'coming-from-flow',
      'coming-from-temporal',
      'coming-from-step-functions',
      'leaving-swf',
      'rxjs-9',
    ),
  },
  { title: 'Project', sources: ['docs/README.md', 'CHANGELOG.md', 'SECURITY.md'] },
];
