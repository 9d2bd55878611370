import { Observable, type SchedulerLike } from 'rxjs';
import { Cancellation } from './Cancellation.js';
import { callScheduler, withCallScheduler } from './callScheduler.js';

/** Time limit of a call. */
interface Limit {
  readonly milliseconds: number;
  /** @defaultValue the scheduler in force on subscription */
  readonly scheduler: SchedulerLike | undefined;
  /** Creates the error to emit when the limit is reached. */
  readonly error: () => unknown;
}

/**
 * Wraps an abortable call as a cold Observable. Each subscription makes a separate call; unsubscribing before
 * it settles cancels it.
 */
export function fromAbortable<T>(
  call: (cancellation: Cancellation) => Promise<T>,
  limit?: Limit,
): Observable<T> {
  return new Observable<T>(subscriber => {
    const cancellation = new Cancellation();
    const scheduler = limit?.scheduler ?? callScheduler();
    let settled = false;
    // Stays silent after an abort: RxJS would report a notification to a stopped subscriber.
    const settle = (tell: () => void) => {
      settled = true;
      if (!subscriber.closed) withCallScheduler(scheduler, tell);
    };
    call(cancellation).then(
      value =>
        settle(() => {
          subscriber.next(value);
          subscriber.complete();
        }),
      (error: unknown) => settle(() => subscriber.error(error)),
    );
    // Scheduled manually because it happens on every call: `timeout()` would cost several subscriptions.
    const timer = limit && scheduler.schedule(() => subscriber.error(limit.error()), limit.milliseconds);
    return () => {
      timer?.unsubscribe();
      if (!settled) cancellation.abort();
    };
  });
}
