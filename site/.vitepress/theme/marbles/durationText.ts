const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** Returns a duration in its largest unit: `30 d`, `1.5 h`, `20 ms`. */
export function durationText(milliseconds: number): string {
  const [unit, length] = units.find(([, size]) => milliseconds >= size * 0.99) ?? ['ms', 1];
  return `${Math.round((milliseconds / length) * 10) / 10} ${unit}`;
}
