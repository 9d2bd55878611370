import { catchError, defer, type MonoTypeOperatorFunction, map, type Observable, of, throwError } from 'rxjs';
import type { ActivityTask } from '../models/index.js';
import { type Backoff, DoesNotExistError, InvalidArgumentError, retryTransient } from '../requests/index.js';
import { describeFailure } from './ActivityFailure.js';
import type { Stop } from './heartbeats.js';

/** What became of a task. */
export type Performed<I = unknown, R = unknown> =
  | { readonly status: 'completed'; readonly task: ActivityTask<I>; readonly result: R | undefined }
  | { readonly status: 'failed'; readonly task: ActivityTask<I>; readonly error: unknown }
  | { readonly status: 'canceled'; readonly task: ActivityTask<I> }
  | { readonly status: 'gone'; readonly task: ActivityTask<I> };

/** How a handler's work ended, before anybody was told. */
export type Outcome<R> = { readonly result: R | undefined } | { readonly error: unknown };

/**
 * Tells SWF how a task ended, again and again until SWF has the answer or says that the task is gone.
 *
 * @param stopped - why the work had to stop, if it had to
 */
export function answer<I, R>(
  task: ActivityTask<I>,
  outcome: Outcome<R>,
  stopped: Stop | undefined,
  backoff: Backoff,
): Observable<Performed<I, R>> {
  if (stopped === 'gone') return of({ status: 'gone', task });
  const answered$ = stopped === undefined ? finish(task, outcome, backoff) : giveUp(task, outcome, backoff);
  return answered$.pipe(
    catchError((error: unknown) =>
      error instanceof DoesNotExistError ? of({ status: 'gone', task } as const) : throwError(() => error),
    ),
  );
}

function finish<I, R>(
  task: ActivityTask<I>,
  outcome: Outcome<R>,
  backoff: Backoff,
): Observable<Performed<I, R>> {
  if ('error' in outcome) return fail(task, outcome.error, backoff);
  const { result } = outcome;
  return defer(() => task.complete(result)).pipe(
    retryTransient(backoff),
    map(() => ({ status: 'completed', task, result }) as const),
    // A result that cannot be sent is a failure of the work, not of the worker.
    catchError((error: unknown) =>
      error instanceof InvalidArgumentError ? fail<I>(task, error, backoff) : throwError(() => error),
    ),
  );
}

function fail<I>(task: ActivityTask<I>, error: unknown, backoff: Backoff): Observable<Performed<I, never>> {
  const { reason, details } = describeFailure(error);
  return defer(() => task.fail({ reason, details })).pipe(
    orWithout(() => task.fail({ reason })),
    retryTransient(backoff),
    map(() => ({ status: 'failed', task, error }) as const),
  );
}

function giveUp<I>(
  task: ActivityTask<I>,
  outcome: Outcome<unknown>,
  backoff: Backoff,
): Observable<Performed<I, never>> {
  return defer(() => task.cancel('result' in outcome ? outcome.result : undefined)).pipe(
    orWithout(() => task.cancel()),
    retryTransient(backoff),
    map(() => ({ status: 'canceled', task }) as const),
  );
}

/** Details that cannot be made a payload are left out rather than the answer. */
function orWithout(plain: () => Observable<void>): MonoTypeOperatorFunction<void> {
  return catchError((error: unknown) =>
    error instanceof InvalidArgumentError ? plain() : throwError(() => error),
  );
}
