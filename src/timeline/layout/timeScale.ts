import { checkOptions } from '../../requests/checks/checkOptions.js';
import type { Gap, Timeline } from '../model/Timeline.js';

/** Options of {@link timeScale}. */
export interface TimeScaleOptions {
  /** `true` to show idle times in their full length. @defaultValue false */
  readonly wide?: boolean | undefined;
}

/** The places of times on a line from 0 to 1. */
export interface TimeScale {
  /** The gaps that take less room than their length would. */
  readonly squeezed: readonly Gap[];
  /** Returns the place of a time; 0 before the start, and 1 after the end. */
  at(time: number): number;
  /** Returns the time at a place: the inverse of `at`, between the start and the end. */
  timeAt(place: number): number;
}

/** Largest share of the line that gaps take, if they have to be squeezed. */
const share = 0.3;

/**
 * Returns the scale of a timeline. Idle times are squeezed if they would take more than 30 % of the line: then the
 * longest of them get an equal length, so that three days between two activities don't hide the activities.
 *
 * @example
 * ```ts
 * import { type Timeline, timeScale } from 'rx-swf/timeline';
 *
 * // The left and the right side of each span, in pixels:
 * export function bars(timeline: Timeline, width: number) {
 *   const scale = timeScale(timeline);
 *   return timeline.lanes.map(({ spans }) =>
 *     spans.map(({ start, end }) => [scale.at(start) * width, scale.at(end) * width]),
 *   );
 * }
 * ```
 */
export function timeScale(timeline: Timeline, options: TimeScaleOptions = {}): TimeScale {
  checkOptions('timeScale()', options, { wide: true });
  const { start, end, gaps } = timeline;
  const longest = options.wide ? Number.POSITIVE_INFINITY : longestGap(end - start, gaps);
  const squeezed = gaps.filter(gap => lengthOf(gap) > longest);
  // The line bends at these times; between them, it is straight.
  const times = [start];
  const places = [0];
  let [time, place] = [start, 0];
  const reach = (next: number, length: number) => {
    place += length;
    time = next;
    times.push(time);
    places.push(place);
  };
  for (const gap of squeezed) {
    reach(gap.start, gap.start - time);
    reach(gap.end, longest);
  }
  reach(end, end - time);
  const total = place;
  return {
    squeezed,
    at(wanted) {
      if (total === 0 || wanted <= start) return 0;
      if (wanted >= end) return 1;
      const i = lastAtMost(times, wanted);
      const [from = start, to = end] = [times[i], times[i + 1]];
      const [low = 0, high = total] = [places[i], places[i + 1]];
      return (low + ((high - low) * (wanted - from)) / (to - from || 1)) / total;
    },
    timeAt(wanted) {
      if (total === 0 || wanted <= 0) return start;
      if (wanted >= 1) return end;
      const i = lastAtMost(places, wanted * total);
      const [low = 0, high = total] = [places[i], places[i + 1]];
      const [from = start, to = end] = [times[i], times[i + 1]];
      return from + ((to - from) * (wanted * total - low)) / (high - low || 1);
    },
  };
}

/** Returns the length that the longest gaps are squeezed to, in milliseconds. */
function longestGap(total: number, gaps: readonly Gap[]): number {
  const lengths = gaps.map(lengthOf).sort((a, b) => a - b);
  const idle = lengths.reduce((sum, length) => sum + length, 0);
  const room = ((total - idle) * share) / (1 - share);
  if (idle <= room) return Number.POSITIVE_INFINITY;
  // Without any work, all gaps are equal, so that each moment between them has a place.
  if (room === 0) return lengths[0] ?? 0;
  let left = room;
  for (const [i, length] of lengths.entries()) {
    const each = left / (lengths.length - i);
    if (length > each) return each;
    left -= length;
  }
  return Number.POSITIVE_INFINITY;
}

const lengthOf = ({ start, end }: Gap) => end - start;

/** Returns the last index of an ascending list whose value is not above `wanted`. */
function lastAtMost(sorted: readonly number[], wanted: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? Number.POSITIVE_INFINITY) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
