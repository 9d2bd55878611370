import type { Lane, Timeline } from '../model/Timeline.js';

/** A lane as it is drawn. */
export interface Row {
  readonly lane: Lane;
  /** 0 for a lane of the execution itself, 1 for one of its children, and so on. */
  readonly depth: number;
  /** Number of lanes that this one stands for; 1 if it is a lane of the timeline. */
  readonly lanes: number;
}

/** The rows of a drawing. */
export interface Rows {
  readonly rows: readonly Row[];
  /** Number of lanes that no row stands for. */
  readonly omitted: number;
}

/**
 * Returns at most `max` rows: one for each lane, with the lanes of a child below it. If these are too many, one for all
 * lanes of the same type, and then only the first ones.
 *
 * @param max - maximum number of rows
 * @example
 * ```ts
 * import { labelOf, noteOf, rowsOf, type Timeline } from 'rx-swf/timeline';
 *
 * export const summary = (timeline: Timeline) =>
 *   rowsOf(timeline, 20).rows.map(row => `${labelOf(row)}: ${noteOf(row)}`);
 * ```
 */
export function rowsOf({ lanes }: Timeline, max: number): Rows {
  const whole = rowsIn(lanes, 0, ({ kind, id }) => `${kind} ${id}`);
  if (whole.length <= max) return { rows: whole, omitted: 0 };
  const merged = rowsIn(lanes, 0, ({ kind, name }) => (typed.has(kind) ? `${kind} ${name}` : kind));
  const rows = merged.slice(0, max);
  return { rows, omitted: merged.slice(max).reduce((sum, row) => sum + row.lanes, 0) };
}

/** Kinds whose lanes are named by a type. The names of others, such as timers, are ids. */
const typed: ReadonlySet<string> = new Set(['activity', 'lambda', 'child', 'signal']);

function rowsIn(lanes: readonly Lane[], depth: number, keyOf: (lane: Lane) => string): Row[] {
  const groups = new Map<string, Lane[]>();
  for (const lane of lanes) {
    const group = groups.get(keyOf(lane));
    if (group === undefined) groups.set(keyOf(lane), [lane]);
    else group.push(lane);
  }
  return [...groups.values()].flatMap(group => {
    const spans = group.flatMap(lane => lane.spans);
    const runs = spans.flatMap(span => span.runs ?? []);
    // The lane of a child stands for the execution that its runs are.
    const below = runs.flatMap(run => run.lanes.filter(({ kind }) => kind !== 'execution'));
    const [first] = group;
    if (first === undefined) return [];
    const row = { lane: { ...first, spans }, depth, lanes: group.length };
    return [row, ...rowsIn(below, depth + 1, keyOf)];
  });
}
