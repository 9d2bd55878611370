import type { Look } from './Look.js';

const two = (value: number) => `${value}`.padStart(2, '0');

/** Renders a time, such as `2026-11-28 17:44:32` in the local time zone or `2026-11-28 17:44:32Z` in UTC. */
export function timeText(time: Date | undefined, { isUtc }: Pick<Look, 'isUtc'>): string {
  if (time === undefined) return '';
  if (isUtc) return `${time.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/** Renders a length of time by its two largest units, such as `2d 4h`, `3m 20s` or `0s`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const first = units.findIndex(([, size]) => seconds >= size);
  const [unit, size] = units[first] ?? ['s', 1];
  const [nextUnit, nextSize] = units[first + 1] ?? [];
  const rest = nextSize === undefined ? 0 : Math.floor((seconds % size) / nextSize);
  const head = `${Math.floor(seconds / size)}${unit}`;
  return rest === 0 ? head : `${head} ${rest}${nextUnit}`;
}

/** Renders how long ago a time is. */
export const ageText = (time: Date | undefined, { now }: Pick<Look, 'now'>): string =>
  time === undefined ? '' : durationText(now - time.getTime());
