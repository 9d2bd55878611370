const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** Returns a length of time in its two largest units: `2d 4h`, `3m 20s`, `12s`, `350ms`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.max(0, Math.round(milliseconds))}ms`;
  const index = units.findIndex(([, length]) => milliseconds >= length);
  const [unit, length] = units[index] ?? units[3];
  const whole = Math.floor(milliseconds / length);
  const [nextUnit, nextLength] = units[index + 1] ?? ['', 0];
  const rest = nextLength === 0 ? 0 : Math.floor((milliseconds % length) / nextLength);
  return rest === 0 ? `${whole}${unit}` : `${whole}${unit} ${rest}${nextUnit}`;
}

/** Returns the time since a moment, in one unit: `now`, `12s`, `47m`, `3h`, `12d`. */
export function ageText(milliseconds: number): string {
  if (milliseconds < 1_000) return 'now';
  const [unit, length] = units.find(([, length]) => milliseconds >= length) ?? units[3];
  return `${Math.floor(milliseconds / length)}${unit}`;
}

const withDate = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const withoutDate = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Returns a moment with its date, in the time zone of the browser: `28 Nov 2026, 03:00:12`. */
export const dateText = (at: Date): string => withDate.format(at);

/** Returns a moment of the last 18 hours as `03:00:12`, and another with its date. */
export const clockText = (at: Date, now: number): string =>
  Math.abs(now - at.getTime()) < 18 * 3_600_000 ? withoutDate.format(at) : dateText(at);
