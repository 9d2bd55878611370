import type { WatchOptions } from './WatchOptions.js';

/** Wishes of a subscriber of a watch. */
export interface Wish extends Pick<WatchOptions, 'backoff' | 'onRetry' | 'onRecovered'> {
  /** Returns the milliseconds between looks at something that has been unchanged for `quiet` milliseconds. */
  readonly interval: (quiet: number) => number;
  /** True if what only a description shows is wanted too, such as open counts and the latest context. */
  readonly wantsDetail: boolean;
  /** True if the closing event is wanted. */
  readonly wantsEnd: boolean;
  /** True if each look has to show the last event of the history. @defaultValue false */
  readonly wantsEvents?: boolean | undefined;
}

/** Returns whether a wish can't be granted without the permission to read histories. */
export const needsHistory = ({ wantsEnd, wantsEvents }: Wish): boolean => wantsEnd || wantsEvents === true;

const anHour = 3_600_000;

/** Returns an interval that begins at `first` and grows to `max` as nothing changes, then to `late` after an hour. */
export const adaptiveInterval =
  (first: number, max: number, late = max) =>
  (quiet: number): number =>
    quiet >= anHour ? late : Math.min(max, Math.max(first, quiet / 20));

/** Returns the wish of a watch of a type. */
export function toTypeWish({ interval = 30_000, scheduler: _, ...callbacks }: WatchOptions): Wish {
  return { ...callbacks, interval: () => interval, wantsDetail: true, wantsEnd: false };
}
