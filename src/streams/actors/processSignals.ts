import { fromEventPattern, map, merge, type Observable, share, take } from 'rxjs';
import { onSignal } from '#host';

/**
 * Emits the first of these signals that the process gets, and completes: a notifier for `drainOn`. While it is
 * subscribed to, such a signal does not end the process; the next one does again. Where there are no signals, in a
 * browser, it never emits.
 *
 * @param names - by default `SIGTERM`, with which a process is told to end, and `SIGINT`, Ctrl-C
 * @example
 * ```ts
 * import { ActivityWorker, perform, processSignals } from 'rx-swf';
 *
 * new ActivityWorker('media', 'thumbnails', { drainOn: processSignals(), drain: { deadline: 25_000 } })
 *   .pipe(perform(task => `${task}`))
 *   .subscribe();
 * ```
 */
export function processSignals(...names: readonly string[]): Observable<string> {
  const wanted = names.length > 0 ? names : ['SIGTERM', 'SIGINT'];
  return merge(...wanted.map(signalsOf)).pipe(take(1));
}

/** The signals of each name: one listener serves all actors, as Node.js warns of more than ten. */
const shared = new Map<string, Observable<string>>();

function signalsOf(name: string): Observable<string> {
  const known = shared.get(name);
  if (known !== undefined) return known;
  const signal$ = fromEventPattern<unknown>(
    listener => onSignal(name, listener),
    (_, stop: () => void) => stop(),
  ).pipe(
    map(() => name),
    share(),
  );
  shared.set(name, signal$);
  return signal$;
}
