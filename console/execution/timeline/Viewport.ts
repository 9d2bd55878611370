import type { TimeScale } from 'rx-swf/timeline';

/** The part of a timeline that is shown, in milliseconds; `undefined` for all of it. */
export type Viewport = { readonly start: number; readonly end: number } | undefined;

/** A viewport in places of the scale, from 0 to 1. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Smallest part of the scale that is shown: zooming in further would only show rounding. */
const smallest = 1e-6;

/** Returns the places that a viewport shows. */
export function windowOf(viewport: Viewport, scale: TimeScale): Window {
  if (viewport === undefined) return { from: 0, to: 1 };
  const from = scale.at(viewport.start);
  return { from, to: Math.max(scale.at(viewport.end), from + smallest) };
}

/** Returns a viewport zoomed by a factor about a place; below 1 zooms in. */
export function zoomed(viewport: Viewport, scale: TimeScale, factor: number, about = 0.5): Viewport {
  const { from, to } = windowOf(viewport, scale);
  const center = from + (to - from) * about;
  const length = Math.max(smallest, (to - from) * factor);
  return viewportAt(center - length * about, length, scale);
}

/** Returns a viewport moved by a share of its length: 0.5 is half a page to the right. */
export function panned(viewport: Viewport, scale: TimeScale, share: number): Viewport {
  const { from, to } = windowOf(viewport, scale);
  const length = to - from;
  return viewportAt(from + share * length, length, scale);
}

/** Returns a viewport that shows a period, moved as little as needed. */
export function revealing(viewport: Viewport, scale: TimeScale, start: number, end: number): Viewport {
  const { from, to } = windowOf(viewport, scale);
  const [first, last] = [scale.at(start), scale.at(end)];
  if (viewport === undefined || (last >= from && first <= to)) return viewport;
  const length = to - from;
  return viewportAt((first + Math.min(last, first + length)) / 2 - length / 2, length, scale);
}

function viewportAt(from: number, length: number, scale: TimeScale): Viewport {
  if (length >= 1) return undefined;
  const first = Math.min(Math.max(0, from), 1 - length);
  return { start: scale.timeAt(first), end: scale.timeAt(first + length) };
}
