import { formatDuration, type Gap, type Timeline, type TimeScale } from 'rx-swf/timeline';
import type { Window } from './Viewport.js';

/** A time on the ruler. */
export interface Tick {
  readonly x: number;
  /** Time since the start. */
  readonly label: string;
}

/** A squeezed idle time. */
export interface GapBand {
  readonly x: number;
  readonly width: number;
  /** Its length; absent if it is too narrow for it. */
  readonly label: string | undefined;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Distances of ticks that are easy to read. */
const steps = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  second,
  2 * second,
  5 * second,
  10 * second,
  15 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  28 * day,
  91 * day,
  365 * day,
] as const;

/** Least pixels between two ticks. */
const spacing = 84;

/** Returns the ticks of a window. In squeezed gaps there are none. */
export function ticksOf(
  { start, end }: Timeline,
  scale: TimeScale,
  { from, to }: Window,
  width: number,
): readonly Tick[] {
  const x = (time: number) => ((scale.at(time) - from) / (to - from)) * width;
  const ticks: Tick[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [begin, until] of stretches(start, end, scale.squeezed)) {
    const [low, high] = [Math.max(begin, scale.timeAt(from)), Math.min(until, scale.timeAt(to))];
    if (low > high || (begin === until && begin !== start)) continue;
    const perPixel = (until - begin) / Math.max(1e-9, x(until) - x(begin));
    const step = steps.find(one => one >= spacing * perPixel) ?? 365 * day;
    for (let n = Math.ceil((low - start) / step); start + n * step <= high; n += 1) {
      const at = x(start + n * step);
      if (at - last < spacing * 0.8 || at > width - 24) continue;
      ticks.push({ x: at, label: formatDuration(n * step) });
      last = at;
    }
  }
  return ticks;
}

/** Returns the bands of the squeezed gaps in a window. */
export function gapBands(scale: TimeScale, { from, to }: Window, width: number): readonly GapBand[] {
  if (scale.squeezed.length > 400) return [];
  return scale.squeezed.flatMap(({ start, end }) => {
    const left = ((scale.at(start) - from) / (to - from)) * width;
    const right = ((scale.at(end) - from) / (to - from)) * width;
    if (right < 0 || left > width || right - left < 3) return [];
    const [x, until] = [Math.max(0, left), Math.min(width, right)];
    return [{ x, width: until - x, label: until - x > 38 ? formatDuration(end - start) : undefined }];
  });
}

/** The times between squeezed gaps. */
function stretches(start: number, end: number, gaps: readonly Gap[]): readonly (readonly [number, number])[] {
  const starts = [start, ...gaps.map(gap => gap.end)];
  const ends = [...gaps.map(gap => gap.start), end];
  return starts.map((from, i) => [from, ends[i] ?? end] as const);
}
