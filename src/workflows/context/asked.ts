import { defer, retry, throwError, timer } from 'rxjs';
import { isInstance } from '../../requests/index.js';
import { isPassing } from '../errors/isPassing.js';
import { NotStartedError } from '../errors/refusals.js';
import { Waitable } from '../saga/saga.js';
import { Inquiry, type Question } from './Inquiry.js';
import type { Runtime } from './Runtime.js';

/**
 * A command as an Observable: issued on subscribe, and withdrawn or canceled on unsubscribe. If SWF refuses
 * it because a quota is exceeded, it is retried after 1 s, 2 s, 4 s and so on up to 300 s.
 */
export function asked<T>(runtime: Runtime, question: () => Question<T>): Waitable<T> {
  const once$ = new Waitable<T>(subscriber => new Inquiry(runtime, question(), subscriber).begin());
  const patient$ = defer(() => once$).pipe(
    retry({
      delay: (error: unknown, attempt) =>
        isInstance(error, NotStartedError) && isPassing(error.reason)
          ? timer(Math.min(300, 2 ** (attempt - 1)) * 1_000, runtime.scheduler)
          : throwError(() => error),
    }),
  );
  return new Waitable<T>(subscriber => patient$.subscribe(subscriber));
}
