import {
  catchError,
  defer,
  type MonoTypeOperatorFunction,
  map,
  merge,
  type Observable,
  of,
  take,
  throwError,
} from 'rxjs';
import {
  type Backoff,
  DoesNotExistError,
  InvalidArgumentError,
  isInstance,
  retryTransient,
} from '../../../requests/index.js';
import type { ActivityTask } from '../tasks/ActivityTask.js';
import type { TaskAnswer } from '../tasks/TaskEvent.js';
import { taskBackoff } from '../tasks/taskBackoff.js';
import { failureFor } from './describeFailure.js';
import type { StopController } from './StopController.js';

/** Outcome of an activity task. */
export type ActivityOutcome<I = unknown, R = unknown> =
  | { readonly status: 'completed'; readonly task: ActivityTask<I>; readonly result: R | undefined }
  | { readonly status: 'failed'; readonly task: ActivityTask<I>; readonly error: unknown }
  | { readonly status: 'canceled'; readonly task: ActivityTask<I> }
  | { readonly status: 'gone' | 'abandoned'; readonly task: ActivityTask<I> };

/** Outcome of a handler, before it is reported to SWF. */
export type HandlerOutcome<R> = { readonly result: R | undefined } | { readonly error: unknown };

/**
 * Reports the outcome of a task to SWF, and retries until SWF has the answer or no longer knows the task. A
 * task that was settled elsewhere is not answered.
 *
 * @param failed - the error of an attempt that was made before
 */
export function answer<I, R>(
  task: ActivityTask<I>,
  outcome: HandlerOutcome<R>,
  { reason }: StopController,
  backoff: Backoff,
  failed?: { readonly error: unknown },
): Observable<ActivityOutcome<I, R>> {
  if (reason !== undefined && reason !== 'cancel requested') return of(settledOutcome(task, reason, outcome));
  const untilAnswered = taskBackoff(task, 'answer', backoff);
  const answered$ =
    reason === undefined
      ? finish(task, outcome, untilAnswered, failed)
      : cancel(task, outcome, untilAnswered);
  return merge(
    answered$.pipe(
      catchError((error: unknown) =>
        isInstance(error, DoesNotExistError)
          ? of({ status: 'gone', task } as const)
          : throwError(() => error),
      ),
    ),
    // Between two attempts, a heartbeat or the end of draining may find that there is nothing left to answer.
    task.answered$.pipe(map(answer => settledOutcome(task, answer, outcome))),
  ).pipe(take(1));
}

/**
 * Returns the outcome of a task that was settled other than by an answer of `perform` that SWF has confirmed.
 */
export function settledOutcome<I, R>(
  task: ActivityTask<I>,
  answer: TaskAnswer,
  outcome: HandlerOutcome<R>,
): ActivityOutcome<I, R> {
  switch (answer) {
    case 'completed':
      return {
        status: answer,
        task,
        result: task.presumed && 'result' in outcome ? outcome.result : undefined,
      };
    case 'failed': {
      const elsewhere = new Error('The task was failed outside of perform()');
      return { status: answer, task, error: task.presumed && 'error' in outcome ? outcome.error : elsewhere };
    }
    default:
      return { status: answer, task };
  }
}

function finish<I, R>(
  task: ActivityTask<I>,
  outcome: HandlerOutcome<R>,
  backoff: Backoff,
  failed: { readonly error: unknown } | undefined,
): Observable<ActivityOutcome<I, R>> {
  if ('error' in outcome) return fail(task, outcome.error, backoff);
  const { result } = outcome;
  let first = failed;
  const attempt$ = defer(() => {
    if (first === undefined) return task.complete(result);
    const { error } = first;
    first = undefined;
    return throwError(() => error);
  });
  return attempt$.pipe(
    retryTransient(backoff),
    map(() => ({ status: 'completed', task, result }) as const),
    // A result that cannot be sent is a failure of the work, not of the worker.
    catchError((error: unknown) =>
      isInstance(error, InvalidArgumentError) ? fail<I>(task, error, backoff) : throwError(() => error),
    ),
  );
}

function fail<I>(
  task: ActivityTask<I>,
  error: unknown,
  backoff: Backoff,
): Observable<ActivityOutcome<I, never>> {
  const { reason, details } = failureFor(task.domain.dataConverter, error);
  return defer(() => task.fail({ reason, details })).pipe(
    orWithout(() => task.fail({ reason })),
    retryTransient(backoff),
    map(() => ({ status: 'failed', task, error }) as const),
  );
}

function cancel<I>(
  task: ActivityTask<I>,
  outcome: HandlerOutcome<unknown>,
  backoff: Backoff,
): Observable<ActivityOutcome<I, never>> {
  return defer(() => task.cancel('result' in outcome ? outcome.result : undefined)).pipe(
    orWithout(() => task.cancel()),
    retryTransient(backoff),
    map(() => ({ status: 'canceled', task }) as const),
  );
}

/** Omits details that cannot be converted to a payload, instead of omitting the answer. */
function orWithout(plain: () => Observable<void>): MonoTypeOperatorFunction<void> {
  return catchError((error: unknown) =>
    isInstance(error, InvalidArgumentError) ? plain() : throwError(() => error),
  );
}
