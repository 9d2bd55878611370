import { Observable, type SchedulerLike } from 'rxjs';
import { schedulerInForce, within } from './callsOn.js';

/** How long a call may take. */
interface Limit {
  readonly milliseconds: number;
  /** @defaultValue the one in force on subscribing */
  readonly scheduler: SchedulerLike | undefined;
  /** What it errors with then. */
  readonly error: () => unknown;
}

/**
 * A call that can be aborted as a cold Observable: subscribing makes it, unsubscribing before it is settled aborts its
 * signal, and each subscription is a call of its own.
 */
export function abortable<T>(call: (signal: AbortSignal) => Promise<T>, limit?: Limit): Observable<T> {
  return new Observable<T>(subscriber => {
    const abort = new AbortController();
    const scheduler = limit?.scheduler ?? schedulerInForce();
    let settled = false;
    // An aborted call is told to nobody: RxJS would report it as a notification to a stopped subscriber.
    const settle = (tell: () => void) => {
      settled = true;
      if (!subscriber.closed) within(scheduler, tell);
    };
    call(abort.signal).then(
      value =>
        settle(() => {
          subscriber.next(value);
          subscriber.complete();
        }),
      (error: unknown) => settle(() => subscriber.error(error)),
    );
    // By hand, as each call has it: `timeout()` would cost it several subscriptions.
    const timer = limit && scheduler.schedule(() => subscriber.error(limit.error()), limit.milliseconds);
    return () => {
      timer?.unsubscribe();
      if (!settled) abort.abort();
    };
  });
}
