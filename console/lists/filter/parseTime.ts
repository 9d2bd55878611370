const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Returns the time that a text means, as in `rx-swf list`: an age such as `6h`, or a date. `undefined` for any other text. */
export function parseTime(text: string, now: number): Date | undefined {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(text) ?? [];
  if (count !== undefined) return new Date(now - Number(count) * (units[unit] ?? 0));
  // JavaScript takes a date without a time as UTC.
  const date = new Date(text.length === 10 ? `${text}T00:00` : text);
  return /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(date.getTime()) ? date : undefined;
}
