import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chapters } from '../../conformance/checks/index.js';
import type { Report, Result } from '../../conformance/Result.js';
import { failures } from '../../conformance/report/failures.js';
import { toMarkdown } from '../../conformance/report/toMarkdown.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const reports: Report[] = ['embedded', 'moto', 'floci'].map(name =>
  JSON.parse(read(`conformance/results/${name}.json`)),
);

const result = (outcome: Result['outcome'], reason?: string): Result => ({
  chapter: 'Domains',
  title: 'A or B | C',
  basis: 'documented',
  outcome,
  ...(reason === undefined ? {} : { reason }),
});
const report = (service: string, ...results: Result[]): Report => ({
  service,
  date: '2026-11-28',
  sdk: '3',
  results,
});

it('reports of several services are shown side by side', () => {
  const lines = toMarkdown([report('ours', result('pass')), report('theirs', result('fail')), report('new')]);
  expect(lines).toContain('| Domains | 1 of 1 | 0 of 1 | 0 of 0 |');
  expect(lines).toContain('| A or B \\| C | documented | pass | **fail** | not run |');
});

it('what did not pass is listed with its reason', () => {
  const both = report('theirs', result('pass'), result('unsupported', 'Unknown operation'));
  expect(failures(both)).toBe('- Domains: A or B | C: unsupported: Unknown operation');
});

it('the recorded results are of the checks that there are', () => {
  const titles = chapters.flatMap(({ name, checks }) => checks.map(({ title }) => `${name}: ${title}`));
  for (const { results } of reports)
    expect(results.map(({ chapter, title }) => `${chapter}: ${title}`)).toEqual(titles);
});

it('the page on conformance shows the recorded results', () => {
  expect(read('docs/conformance.md')).toContain(toMarkdown(reports).trimEnd());
});
