import { Observable } from 'rxjs';

/**
 * A call that can be aborted as a cold Observable: subscribing makes it, unsubscribing before it is settled aborts its
 * signal, and each subscription is a call of its own.
 */
export function abortable<T>(call: (signal: AbortSignal) => Promise<T>): Observable<T> {
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
    return () => {
      if (!settled) abort.abort();
    };
  });
}
