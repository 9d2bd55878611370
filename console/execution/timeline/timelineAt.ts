import type { Gap, Lane, Timeline } from 'rx-swf/timeline';

/** Kinds whose spans are work: while one is open, the time is not idle. */
const busy: ReadonlySet<string> = new Set(['decision', 'activity', 'lambda']);

/**
 * Returns the timeline of an open execution at a later time, without compiling its history again: what is open goes on.
 * Lanes without anything open are the same objects.
 */
export function timelineAt(timeline: Timeline, now: number): Timeline {
  if (timeline.outcome !== 'open' || now <= timeline.end) return timeline;
  const lanes = timeline.lanes.map(lane => laneAt(lane, now));
  const isBusy = lanes.some(
    ({ kind, spans }) => busy.has(kind) && spans.some(({ outcome }) => outcome === 'open'),
  );
  return { ...timeline, lanes, end: now, gaps: isBusy ? timeline.gaps : gapsAt(timeline, now) };
}

function laneAt(lane: Lane, now: number): Lane {
  if (lane.spans.every(({ outcome }) => outcome !== 'open')) return lane;
  return {
    ...lane,
    spans: lane.spans.map(span =>
      span.outcome === 'open' && span.runs === undefined ? { ...span, end: Math.max(span.end, now) } : span,
    ),
  };
}

function gapsAt({ gaps, end }: Timeline, now: number): readonly Gap[] {
  const last = gaps.at(-1);
  return last?.end === end
    ? [...gaps.slice(0, -1), { start: last.start, end: now }]
    : [...gaps, { start: end, end: now }];
}
