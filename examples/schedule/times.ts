const minute = 60_000;
const day = 1_440 * minute;

/** When something is due: every so many minutes of the day, or at a time of day, both in UTC. */
export type When = { readonly everyMinutes: number } | { readonly dailyAt: `${number}:${number}` };

/** The first time after another one at which something is due, in milliseconds since the epoch. */
export function nextTime(when: When, after: number): number {
  const [period, offset] = periodOf(when);
  return (Math.floor((after - offset) / period) + 1) * period + offset;
}

/** All times from one (exclusive) to another (inclusive). */
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
