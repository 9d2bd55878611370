import { catchError, defer, EMPTY, filter, finalize, ignoreElements, mergeMap, type Observable } from 'rxjs';
import { fromAbortable, reasonOf } from '../../requests/index.js';

/** Timeout of a POST in milliseconds. */
const timeout = 5_000;

/** Maximum number of POSTs at a time, and of notices that are being posted or wait for it. */
const [concurrency, mostPending] = [16, 10_000];

/**
 * Posts each envelope to a URL, as JSON. Like EventBridge, it delivers as well as it can: a notice is lost if the
 * POST fails, or if too many wait. Reports the first failure, and the first one after a success.
 *
 * @returns a stream that emits nothing and completes with the source
 */
export function postNotices(
  notices$: Observable<object>,
  url: string,
  report: (problem: string) => void,
): Observable<never> {
  return defer(() => {
    let [pending, isFailing] = [0, false];
    const fail = (problem: string) => {
      if (!isFailing) report(`Notices are lost: ${problem}`);
      isFailing = true;
    };
    const hasRoom = () => {
      if (pending === mostPending) {
        fail(`${url} answers too slowly`);
        return false;
      }
      pending += 1;
      return true;
    };
    const post = (notice: object) =>
      fromAbortable(async ({ signal }) => {
        const { status, ok } = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(notice),
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
        });
        if (!ok) throw new Error(`${url} answered with status ${status}`);
        isFailing = false;
      }).pipe(
        catchError((error: unknown) => {
          fail(reasonOf(error));
          return EMPTY;
        }),
        finalize(() => {
          pending -= 1;
        }),
      );
    return notices$.pipe(filter(hasRoom), mergeMap(post, concurrency), ignoreElements());
  });
}
