/** SWF timeout in seconds, or `'NONE'` for no limit. */
export type Duration = number | 'NONE';

/** Converts a duration or priority to SWF's string form; keeps `undefined`. */
export function toWire(value: number | 'NONE' | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** Parses a duration from SWF into seconds or `'NONE'`. */
export function toDuration(text: string | undefined): Duration | undefined {
  if (text === undefined) return undefined;
  return text === 'NONE' ? 'NONE' : Number(text);
}

/** Parses a priority from SWF. */
export function toPriority(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
