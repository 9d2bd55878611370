/** No duration in SWF is longer, in seconds. */
export const longestDuration = 31_536_000;

/** A duration in milliseconds, or undefined for NONE and for none at all. */
export function milliseconds(duration: string | undefined): number | undefined {
  return duration === undefined || duration === 'NONE' ? undefined : Number(duration) * 1000;
}

/** The time at which a duration that began at `from` is over, if it ever is. */
export function after(from: number | undefined, duration: string | undefined): number | undefined {
  const length = milliseconds(duration);
  return from === undefined || length === undefined ? undefined : from + length;
}
