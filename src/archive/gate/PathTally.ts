import type { Break, CheckedHistory, CheckedRun } from './checkHistory.js';
import type { GateReport, PathReport } from './GateReport.js';
import { keyOf, type Path } from './pathOf.js';

interface Group {
  readonly type: string;
  readonly path: Path;
  histories: number;
  open: number;
  replayed: number;
  broken: number;
  longest: CheckedRun;
  openExample: CheckedRun | undefined;
  exampleOfBreak: { readonly run: CheckedRun; readonly broken: Break } | undefined;
}

/** Counts checked histories by path. */
export class PathTally {
  readonly #groups = new Map<string, Group>();
  readonly #skipped = new Map<string, number>();

  /** Counts a history. Returns `true` if it stands for its path: it is readable, and the longest so far. */
  add({ run, path, broken }: CheckedHistory, isReplayed: boolean): boolean {
    if (path === undefined) {
      this.#skipped.set(run.type, (this.#skipped.get(run.type) ?? 0) + 1);
      return false;
    }
    const key = groupKey(run, path);
    const known = this.#groups.get(key);
    const group = known ?? {
      type: run.type,
      path,
      histories: 0,
      open: 0,
      replayed: 0,
      broken: 0,
      longest: run,
      openExample: undefined,
      exampleOfBreak: undefined,
    };
    this.#groups.set(key, group);
    group.histories += 1;
    group.open += Number(run.isOpen);
    const isLongest = known === undefined || run.length > group.longest.length;
    if (isLongest) group.longest = run;
    if (run.isOpen) group.openExample ??= run;
    if (isReplayed || broken !== undefined) this.replayed({ run, path, ...(broken && { broken }) });
    return isLongest && broken === undefined;
  }

  /** Records the replay of a history that has been counted. */
  replayed({ run, path, broken }: CheckedHistory): void {
    const group = path && this.#groups.get(groupKey(run, path));
    if (group === undefined) return;
    group.replayed += 1;
    if (broken === undefined) return;
    group.broken += 1;
    // Open executions are those that will break.
    if (group.exampleOfBreak === undefined || (run.isOpen && !group.exampleOfBreak.run.isOpen))
      group.exampleOfBreak = { run, broken };
  }

  report(): GateReport {
    const groups = [...this.#groups.values()];
    const usual = new Map<string, Group>();
    for (const group of groups) {
      if (group.histories > (usual.get(group.type)?.histories ?? 0)) usual.set(group.type, group);
    }
    const paths = groups
      .map(group => reportOf(group, usual.get(group.type) ?? group))
      .sort((a, b) => Number(b.broken > 0) - Number(a.broken > 0) || b.histories - a.histories);
    return {
      histories: groups.reduce((sum, { histories }) => sum + histories, 0),
      skipped: Object.fromEntries(this.#skipped),
      paths,
      holds: paths.every(({ broken }) => broken === 0),
    };
  }
}

/** Returns the key of the group that a history belongs to. */
export const groupKey = ({ type }: CheckedRun, { key }: Path): string => `${type}\n${key}`;

function reportOf(group: Group, usual: Group): PathReport {
  const { type, path, histories, open, replayed, broken, longest, openExample, exampleOfBreak } = group;
  return {
    type,
    label: labelOf(path, usual.path),
    path,
    histories,
    open,
    replayed,
    broken,
    example: exampleOfBreak?.run ?? openExample ?? longest,
    ...(exampleOfBreak && { break: exampleOfBreak.broken }),
  };
}

/** Returns what a path has that the most common one has not, or what it lacks. */
export function labelOf(path: Path, usual: Path): string {
  if (path.key === usual.key) return 'the usual path';
  const [own, other] = [new Set(path.transitions.map(keyOf)), new Set(usual.transitions.map(keyOf))];
  const added = path.transitions.find(transition => !other.has(keyOf(transition)));
  if (added !== undefined) return `${added.to} after ${added.from}`;
  const lacking = usual.transitions.find(transition => !own.has(keyOf(transition)));
  return lacking === undefined ? 'unreadable' : `no ${lacking.to} after ${lacking.from}`;
}
