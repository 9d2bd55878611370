import { useEffect, useState } from 'preact/hooks';
import { map, type Observable, share, timer } from 'rxjs';

const ticks = new Map<number, Observable<number>>();

/** Ticks of one length, shared by all who want them. */
function ticksOf(period: number): Observable<number> {
  const known = ticks.get(period);
  if (known !== undefined) return known;
  const ticks$ = timer(period, period).pipe(
    map(() => Date.now()),
    share(),
  );
  ticks.set(period, ticks$);
  return ticks$;
}

/** Returns the time, and renders again each period of milliseconds. */
export function useNow(period = 1_000): number {
  const [now, set] = useState(() => Date.now());
  useEffect(() => {
    const subscription = ticksOf(period).subscribe(set);
    return () => subscription.unsubscribe();
  }, [period]);
  return now;
}
