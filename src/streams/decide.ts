import type { Decision } from '@aws-sdk/client-swf';
import {
  asyncScheduler,
  catchError,
  defaultIfEmpty,
  defer,
  map,
  mergeMap,
  NEVER,
  type Observable,
  type OperatorFunction,
  of,
  type SchedulerLike,
  throwError,
} from 'rxjs';
import {
  checkOneOf,
  type DecisionOptions,
  type DecisionTask,
  failWorkflowExecution,
  limits,
} from '../models/index.js';
import { type Backoff, DoesNotExistError, InvalidArgumentError, retryTransient } from '../requests/index.js';
import { describeFailure } from './ActivityFailure.js';
import { toWork, type Work } from './toWork.js';

/** Decisions, alone or with what else an answer may carry. */
export type Decisions = readonly Decision[] | (DecisionOptions & { readonly decisions: readonly Decision[] });

/** Decides what comes next. */
export type DecisionHandler = (task: DecisionTask) => Work<Decisions>;

/** How decision tasks are decided. */
export interface DecideOptions {
  /**
   * What becomes of a task whose handler throws, or whose decisions SWF refuses: it is left to time out and comes
   * again, or the execution is failed with the error as its reason. @defaultValue 'timeout'
   */
  readonly onError?: 'timeout' | 'fail';
  /** The waits between attempts to answer, which go on until SWF has the answer or says that the task is gone. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count'>;
  /** Where the waiting happens. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

/** What became of a decision task. */
export type Decided =
  | { readonly status: 'completed'; readonly task: DecisionTask; readonly decisions: readonly Decision[] }
  | { readonly status: 'failed'; readonly task: DecisionTask; readonly error: unknown }
  | { readonly status: 'gone'; readonly task: DecisionTask };

/**
 * Answers each decision task with what `handler` decides, and emits what became of it. The handler returns
 * decisions, a Promise of them, or an Observable of which the last value counts. A handler that throws is an
 * emission, not the end of the stream. Unsubscribing answers nothing: SWF times the task out and gives it again.
 * Answers are tried again through throttling and faults. Errors with what retrying cannot mend.
 *
 * @example
 * ```ts
 * import { completeWorkflowExecution, Decider, decide, scheduleActivityTask } from 'rx-swf';
 *
 * new Decider('media', 'decisions').pipe(
 *   decide(({ history }) =>
 *     history.activities.completed.length > 0
 *       ? [completeWorkflowExecution({ result: 'done' })]
 *       : [scheduleActivityTask({ activityType: { name: 'Resize', version: '1' }, activityId: '1' })],
 *   ),
 * ).subscribe();
 * ```
 */
export function decide(
  handler: DecisionHandler,
  options: DecideOptions = {},
): OperatorFunction<DecisionTask, Decided> {
  const { onError = 'timeout', scheduler = asyncScheduler } = options;
  checkOneOf('onError', onError, ['timeout', 'fail']);
  const settings = { onError, backoff: { ...options.backoff, scheduler } };
  return mergeMap(task =>
    toWork(() => handler(task), NEVER).pipe(
      defaultIfEmpty<Decisions, Decisions>([]),
      map(decisions => ({ decisions })),
      catchError((error: unknown) => of({ error })),
      mergeMap(outcome =>
        'error' in outcome ? miss(task, outcome.error, settings) : respond(task, outcome.decisions, settings),
      ),
    ),
  );
}

interface Settings {
  readonly onError: 'timeout' | 'fail';
  readonly backoff: Backoff;
}

function respond(task: DecisionTask, decided: Decisions, settings: Settings): Observable<Decided> {
  const { decisions, ...options } = 'decisions' in decided ? decided : { decisions: decided };
  return defer(() => task.complete(decisions, options)).pipe(
    retryTransient(settings.backoff),
    map(() => ({ status: 'completed', task, decisions }) as const),
    catchError((error: unknown) => {
      if (error instanceof DoesNotExistError) return of({ status: 'gone', task } as const);
      // Decisions that cannot be sent, or that SWF refuses, are the handler's fault, not the decider's.
      return error instanceof InvalidArgumentError ? miss(task, error, settings) : throwError(() => error);
    }),
  );
}

/** A task for which there are no decisions. */
function miss(task: DecisionTask, error: unknown, { onError, backoff }: Settings): Observable<Decided> {
  const failed = { status: 'failed', task, error } as const;
  if (onError === 'timeout') {
    task.abandon();
    return of(failed);
  }
  return task.complete([failure(error)]).pipe(
    retryTransient(backoff),
    map(() => failed),
    catchError((thrown: unknown) =>
      thrown instanceof DoesNotExistError ? of({ status: 'gone', task } as const) : throwError(() => thrown),
    ),
  );
}

/** The decision that fails the execution; details that have no form as a payload are left out. */
function failure(error: unknown): Decision {
  const { reason = '', details } = describeFailure(error);
  const short = { reason: reason.slice(0, limits.reason) };
  try {
    return failWorkflowExecution({ ...short, details });
  } catch {
    return failWorkflowExecution(short);
  }
}
