import type { Outcome, Report, Result } from '../Result.js';

const signs: Readonly<Record<Outcome, string>> = {
  pass: 'pass',
  fail: '**fail**',
  unsupported: 'unsupported',
};

/** Renders reports of the same checks side by side, as a table for each chapter and a summary. */
export function toMarkdown(reports: readonly Report[]): string {
  const [first] = reports;
  if (first === undefined) return '';
  const chapters = [...new Set(first.results.map(({ chapter }) => chapter))];
  return [
    summary(reports, chapters),
    ...chapters.map(chapter => `### ${chapter}\n\n${details(reports, chapter)}`),
  ]
    .map(part => `${part}\n`)
    .join('\n');
}

function summary(reports: readonly Report[], chapters: readonly string[]): string {
  const count = (results: readonly Result[]) =>
    `${results.filter(({ outcome }) => outcome === 'pass').length} of ${results.length}`;
  const row = (name: string, isCounted: (result: Result) => boolean) => [
    name,
    ...reports.map(({ results }) => count(results.filter(isCounted))),
  ];
  return table(
    ['passed', ...reports.map(({ service }) => service)],
    [
      row('operations', ({ operation }) => operation !== undefined),
      ...(['documented', 'recorded', 'reported'] as const).map(basis =>
        row(`${basis} behavior`, result => result.operation === undefined && result.basis === basis),
      ),
      ...chapters.map(chapter => row(chapter, result => result.chapter === chapter)),
      row('**all**', () => true),
    ],
  );
}

function details(reports: readonly Report[], chapter: string): string {
  const rows = reports[0]?.results.filter(result => result.chapter === chapter) ?? [];
  return table(
    ['what holds', 'basis', ...reports.map(({ service }) => service)],
    rows.map(({ title, basis }) => [
      title,
      basis,
      ...reports.map(({ results }) => {
        const found = results.find(result => result.chapter === chapter && result.title === title);
        return found === undefined ? 'not run' : signs[found.outcome];
      }),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
