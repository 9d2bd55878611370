/** The longest duration in SWF, in seconds. */
export const longestDuration = 31_536_000;

/** Converts a duration to milliseconds. Returns undefined for `NONE` and for a missing duration. */
export function milliseconds(duration: string | undefined): number | undefined {
  return duration === undefined || duration === 'NONE' ? undefined : Number(duration) * 1000;
}

/** Returns the time at which a duration that started at `from` ends, or undefined if it never does. */
export function after(from: number | undefined, duration: string | undefined): number | undefined {
  const length = milliseconds(duration);
  return from === undefined || length === undefined ? undefined : from + length;
}
