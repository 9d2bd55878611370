import type { Activity, History } from 'rx-swf';
import { size } from './progress.js';
import type { Entry, Measure } from './types.js';
import { attempts, measure } from './workflow.js';

const longestLists = 10;

/** Returns what the runs of an execution found out about each file. The last attempt counts. */
export function manifest(runs: readonly History[]): Entry[] {
  const measures = runs.flatMap(({ activities }) =>
    activities.all.filter(({ activityType }) => activityType?.name === measure.name),
  );
  return [...new Map(measures.map(activity => [activity.input, activity])).values()].map(toEntry);
}

function toEntry(activity: Activity): Entry {
  const file = String(activity.input);
  return activity.state === 'completed'
    ? { file, ...(activity.result as Measure) }
    : { file, error: activity.reason ?? activity.state };
}

/** Returns a readable report of the manifest and the histories behind it. */
export function report(runs: readonly History[], milliseconds: number): string {
  const entries = manifest(runs);
  const measured = entries.filter(entry => 'bytes' in entry);
  const broken = entries.filter(entry => 'error' in entry);
  const sum = (of: (entry: Measure) => number) => measured.reduce((total, entry) => total + of(entry), 0);
  const totals = [
    `${measured.length} files`,
    size(sum(({ bytes }) => bytes)),
    size(sum(({ gzipped }) => gzipped)),
    String(sum(({ lines }) => lines)),
    '',
  ];
  const largest = [...measured].sort((a, b) => b.bytes - a.bytes).slice(0, longestLists);
  const rows = largest.map(({ file, bytes, gzipped, lines, sha256 }) => [
    short(file),
    size(bytes),
    size(gzipped),
    String(lines),
    sha256.slice(0, 12),
  ]);
  return [
    table([['largest files', 'size', 'gzipped', 'lines', 'sha256'], ...rows, totals]),
    ...(broken.length === 0 ? [] : ['', `Not measured, after ${attempts} attempts each: ${broken.length}`]),
    ...broken.slice(0, longestLists).map(({ file, error }) => `  ${short(file)}: ${error}`),
    ...(broken.length > longestLists ? [`  … and ${broken.length - longestLists} more`] : []),
    '',
    ...historySummary(runs),
    `${outcome(runs)} in ${(milliseconds / 1000).toFixed(1)} s`,
  ].join('\n');
}

function historySummary(runs: readonly History[]): string[] {
  const counts = new Map<string, number>();
  for (const run of runs) for (const { name } of run) counts.set(name, (counts.get(name) ?? 0) + 1);
  const events = [...counts.values()].reduce((total, count) => total + count, 0);
  const rows = [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => [`  ${name}`, String(count)]);
  return [
    `The history: ${events} events in ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`,
    table(rows),
  ];
}

function outcome(runs: readonly History[]): string {
  const { closeStatus, reason } = runs.at(-1)?.execution ?? {};
  return `${closeStatus ?? 'UNKNOWN'}${reason === undefined ? '' : ` (${reason})`}`;
}

/** Formats rows as a table, with the first column left-aligned and the others right-aligned. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function short(file: string): string {
  return file.length > 60 ? `…${file.slice(-59)}` : file;
}
