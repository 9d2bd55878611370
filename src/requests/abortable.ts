import { Observable, type SchedulerLike } from 'rxjs';

/** How long a call may take. */
interface Limit {
  readonly milliseconds: number;
  readonly scheduler: SchedulerLike;
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
    let settled = false;
    call(abort.signal).then(
      value => {
        settled = true;
        subscriber.next(value);
        subscriber.complete();
      },
      (error: unknown) => {
        settled = true;
        subscriber.error(error);
      },
    );
    // By hand, as each call has it: `timeout()` would cost it several subscriptions.
    const timer = limit?.scheduler.schedule(() => subscriber.error(limit.error()), limit.milliseconds);
    return () => {
      timer?.unsubscribe();
      if (!settled) abort.abort();
    };
  });
}
