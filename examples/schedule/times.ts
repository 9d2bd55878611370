const minute = 60_000;
const day = 1_440 * minute;

/** Due times: every few minutes of the day, or at a time of day, both in UTC. */
export type When = { readonly everyMinutes: number } | { readonly dailyAt: `${number}:${number}` };

/** Returns the first due time after another time, in milliseconds since the epoch. */
export function nextTime(when: When, after: number): number {
  const [period, offset] = periodOf(when);
  return (Math.floor((after - offset) / period) + 1) * period + offset;
}

/** Returns all due times between `after` (exclusive) and `to` (inclusive). */
export function timesBetween(when: When, after: number, to: number): number[] {
  const times: number[] = [];
  for (let at = nextTime(when, after); at <= to; at = nextTime(when, at)) times.push(at);
  return times;
}

function periodOf(when: When): readonly [period: number, offset: number] {
  if ('everyMinutes' in when) return [when.everyMinutes * minute, 0];
  const [hours = 0, minutes = 0] = when.dailyAt.split(':').map(Number);
  return [day, (hours * 60 + minutes) * minute];
}
