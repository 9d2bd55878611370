import { map, share, timer } from 'rxjs';

/** The time, each second. */
export const now$ = timer(0, 1_000).pipe(
  map(() => Date.now()),
  share(),
);

/** Returns how long ago a time was, such as `3 min ago`. */
export function ago(time: string | undefined, now: number): string {
  if (time === undefined) return '';
  const seconds = Math.max(0, Math.round((now - Date.parse(time)) / 1_000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3_600)} h ago` : `${Math.floor(seconds / 86_400)} d ago`;
}
