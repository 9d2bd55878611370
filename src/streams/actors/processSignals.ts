import { fromEventPattern, map, merge, type Observable, share, take } from 'rxjs';
import { onSignal } from '#host';

/**
 * Emits the first of these signals that the process receives, and completes: a notifier for `drainOn`. While
 * it is subscribed to, such a signal doesn't end the process; the next one does. In environments without
 * signals, such as browsers, it never emits.
 *
 * @param names - signal names; defaults to `SIGTERM`, which asks a process to end, and `SIGINT` (Ctrl-C)
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

/**
 * Shared Observables by signal name. One listener serves all actors, because Node.js warns about more than
 * ten.
 */
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
