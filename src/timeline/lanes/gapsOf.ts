import type { Gap, Lane, Span } from '../model/Timeline.js';

/** Kinds whose spans are work. While only others are open, such as timers, the execution waits. */
const busy: ReadonlySet<string> = new Set(['decision', 'activity', 'lambda']);

/** Returns the times in which nothing runs, in order. A gap ends where something happens, even if that takes no time. */
export function gapsOf(lanes: readonly Lane[]): readonly Gap[] {
  const periods = lanes.flatMap(({ kind, spans }) => spans.flatMap(span => periodsOf(kind, span)));
  const gaps: Gap[] = [];
  let end: number | undefined;
  for (const [from, to] of periods.sort(([a], [b]) => a - b)) {
    if (end !== undefined && from > end) gaps.push({ start: end, end: from });
    end = Math.max(end ?? to, to);
  }
  return gaps;
}

/** Returns the periods of a span in which something runs; moments are periods without a length. */
function periodsOf(
  kind: string,
  { start, started = start, end, runs = [] }: Span,
): (readonly [number, number])[] {
  if (busy.has(kind)) return [[start, end]];
  const moments = [start, started, end].map(time => [time, time] as const);
  return [...moments, ...runs.flatMap(run => busyPeriods(run.start, run.end, run.gaps))];
}

function busyPeriods(start: number, end: number, gaps: readonly Gap[]): (readonly [number, number])[] {
  const starts = [start, ...gaps.map(gap => gap.end)];
  const ends = [...gaps.map(gap => gap.start), end];
  return starts.map((from, i) => [from, ends[i] ?? end] as const);
}
