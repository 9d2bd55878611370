const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** Returns a duration with its two largest units: `3d2h`, `1m30s`, `1.5s`, `350ms`. */
export function formatDuration(milliseconds: number): string {
  const rounded = Math.round(milliseconds);
  if (rounded < 0) return `-${formatDuration(-rounded)}`;
  if (rounded === 0) return '0s';
  if (rounded < 1_000) return `${rounded}ms`;
  if (rounded < 59_950) return `${Math.round(rounded / 100) / 10}s`;
  const i = units.findIndex(([, length]) => rounded >= length);
  const [large, length] = units[i] ?? units[3];
  const [small, fraction] = units[i + 1] ?? units[3];
  const parts = Math.round(rounded / fraction);
  const ratio = length / fraction;
  const rest = parts % ratio;
  return `${Math.floor(parts / ratio)}${large}${rest === 0 ? '' : `${rest}${small}`}`;
}
