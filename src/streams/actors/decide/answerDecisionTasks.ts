import type { Decision } from '@aws-sdk/client-swf';
import {
  asyncScheduler,
  catchError,
  defer,
  map,
  merge,
  mergeMap,
  type Observable,
  type OperatorFunction,
  of,
  type SchedulerLike,
  take,
  tap,
  throwError,
} from 'rxjs';
import {
  type Backoff,
  checkBackoff,
  DoesNotExistError,
  InvalidArgumentError,
  isInstance,
  reasonOf,
  retryTransient,
} from '../../../requests/index.js';
import { checkOneOf, omitUndefined } from '../../../values/index.js';
import type { DecisionTask } from '../tasks/DecisionTask.js';
import type { DecisionOptions } from '../tasks/responses.js';
import { taskBackoff } from '../tasks/taskBackoff.js';
import { DecisionTimeoutError, decisionTimeout } from './decisionTimeout.js';
import { failureAnswer, type OnError } from './failureAnswer.js';

/** Options of `decide`. */
export interface DecideOptions {
  /**
   * Treatment of a task whose handler throws or whose decisions SWF refuses. `'timeout'`: the task times out
   * and is delivered again. `'fail'`: the execution is failed with the error as its reason. `'retry'`: the
   * error is recorded as a marker, `rx-swf.error`, and the handler is called again after 1 s, 2 s, 4 s and so
   * on, up to 300 s. A handler that hasn't decided within the timeout of the task has also failed; its task
   * is never answered.
   * @defaultValue 'timeout'
   */
  readonly onError?: OnError;
  /** Backoff between attempts to answer, which continue until SWF has the answer or the task is gone. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count'>;
  /** Scheduler for all timing. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

/** Outcome of a decision task. */
export type DecisionOutcome =
  | {
      readonly status: 'completed';
      readonly task: DecisionTask;
      /**
       * The decisions that were sent: a part of them if there were too many, plus those that the library
       * adds.
       */
      readonly decisions: readonly Decision[];
      /** Number of decisions left for the next answers. */
      readonly left: number;
    }
  | {
      readonly status: 'failed';
      readonly task: DecisionTask;
      readonly error: unknown;
      /** With `onError: 'retry'`, seconds until the retry; `undefined` if a retry is already scheduled. */
      readonly retryIn?: number | undefined;
    }
  | { readonly status: 'gone'; readonly task: DecisionTask };

/** An answer that fits into one request. */
export interface DecisionAnswer {
  readonly decisions: readonly Decision[];
  /** Number of decisions left for later answers. */
  readonly left: number;
  readonly options: DecisionOptions;
  /** Called once SWF has accepted the answer. */
  readonly onAccepted?: () => void;
}

/**
 * Answers each decision task with what `answerOf` emits for it, and emits the outcome. Takes care of
 * everything but the decisions: the timeout of the task, retries of the answer, and the failures of
 * `answerOf`.
 */
export function answerDecisionTasks<T extends DecisionTask>(
  answerOf: (task: T) => Observable<DecisionAnswer>,
  { onError = 'timeout', backoff = {}, scheduler = asyncScheduler }: DecideOptions,
): OperatorFunction<T, DecisionOutcome> {
  checkBackoff(backoff);
  checkOneOf('onError', onError, ['timeout', 'fail', 'retry']);
  return mergeMap(task => {
    const settings = { onError, backoff: taskBackoff(task, 'answer', { ...backoff, scheduler }) };
    return merge(answerOf(task), decisionTimeout(task, scheduler)).pipe(
      take(1),
      map(answer => ({ answer })),
      catchError((error: unknown) => of({ error })),
      mergeMap(outcome =>
        'error' in outcome
          ? respondFailure(task, outcome.error, settings)
          : respond(task, outcome.answer, settings),
      ),
      catchError((error: unknown) =>
        isInstance(error, DoesNotExistError)
          ? of({ status: 'gone', task } as const)
          : throwError(() => error),
      ),
      tap({ error: (error: unknown) => task.tell({ type: 'error', error }) }),
    );
  });
}

interface Settings {
  readonly onError: OnError;
  readonly backoff: Backoff;
}

function respond(
  task: DecisionTask,
  { decisions, left, options, onAccepted }: DecisionAnswer,
  settings: Settings,
): Observable<DecisionOutcome> {
  return defer(() => task.complete(decisions, options)).pipe(
    retryTransient(settings.backoff),
    tap(() => onAccepted?.()),
    map(() => ({ status: 'completed', task, decisions, left }) as const),
    // Decisions that cannot be sent, or that SWF refuses, are a failure of the handler, not of the decider.
    catchError((error: unknown) =>
      isInstance(error, InvalidArgumentError)
        ? respondFailure(task, error, settings)
        : throwError(() => error),
    ),
  );
}

/** Answers a task whose decisions failed, according to `onError`. */
function respondFailure(
  task: DecisionTask,
  error: unknown,
  { onError, backoff }: Settings,
): Observable<DecisionOutcome> {
  // A task that SWF has timed out is not answered: SWF delivers it again.
  const isLate = isInstance(error, DecisionTimeoutError);
  const { decisions, retryIn } = failureAnswer(task, error, isLate ? 'timeout' : onError);
  const reason = reasonOf(error);
  const failed = { status: 'failed', task, error, retryIn } as const;
  task.tell({ type: 'decisionFailed', error, reason, ...omitUndefined({ retryIn }) });
  if (decisions === undefined) {
    task.abandon(reason);
    return of(failed);
  }
  return defer(() => task.completeFailed(decisions, reason)).pipe(
    retryTransient(backoff),
    map(() => failed),
  );
}
