import type { Decision } from '@aws-sdk/client-swf';
import {
  asyncScheduler,
  catchError,
  defaultIfEmpty,
  defer,
  map,
  merge,
  mergeMap,
  NEVER,
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
  checkOptions,
  DoesNotExistError,
  InvalidArgumentError,
  isInstance,
  reasonOf,
  retryTransient,
} from '../../../requests/index.js';
import { checkOneOf, omitUndefined, refuse } from '../../../values/index.js';
import type { DecisionTask } from '../tasks/DecisionTask.js';
import type { DecisionOptions } from '../tasks/responses.js';
import { type HandlerResult, runHandler } from '../tasks/runHandler.js';
import { taskBackoff } from '../tasks/taskBackoff.js';
import { missOf, type OnError } from './miss.js';
import { nextPart, type Part } from './nextPart.js';
import { DecisionTimeoutError, outOfTime } from './outOfTime.js';
import { viewOf } from './View.js';

/** Decisions, optionally with the other parts of an answer. */
export type DecisionResponse =
  | readonly Decision[]
  | (DecisionOptions & { readonly decisions: readonly Decision[] });

/** Decides what comes next. */
export type DecisionHandler = (task: DecisionTask) => HandlerResult<DecisionResponse>;

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
  readonly onError?: 'timeout' | 'fail' | 'retry';
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

/**
 * Answers each decision task with the decisions of `handler`, and emits the outcome. The handler returns
 * decisions, a Promise of them, or an Observable, whose last value counts. A handler that throws is an
 * emission, not the end of the stream. Unsubscribing answers nothing: SWF times the task out and delivers it
 * again. Answers are retried through throttling and transient errors. Errors that a retry cannot fix end the
 * stream.
 *
 * SWF accepts at most 100 decisions per answer, in a request of at most 1 MB. More decisions are sent over
 * several consecutive decision tasks. For each, the handler is called again with the same history as the
 * first time, so its decisions must depend on that history alone.
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
): OperatorFunction<DecisionTask, DecisionOutcome> {
  if (typeof handler !== 'function') refuse('handler', handler, 'a function');
  checkOptions('decide()', options, { onError: true, backoff: true, scheduler: true });
  checkBackoff(options.backoff ?? {});
  const { onError = 'timeout', scheduler = asyncScheduler } = options;
  checkOneOf('onError', onError, ['timeout', 'fail', 'retry']);
  return mergeMap(task => {
    const backoff = taskBackoff(task, 'answer', { ...options.backoff, scheduler });
    const settings = { onError, backoff };
    return merge(answerOf(task, handler), outOfTime(task, scheduler)).pipe(
      take(1),
      map(answer => ({ answer })),
      catchError((error: unknown) => of({ error })),
      mergeMap(outcome =>
        'error' in outcome ? miss(task, outcome.error, settings) : respond(task, outcome.answer, settings),
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

/** The answer to a task. */
interface Answer extends Part {
  readonly options: DecisionOptions;
}

/** Calls the handler, and turns its decisions into an answer that SWF accepts. */
function answerOf(task: DecisionTask, handler: DecisionHandler): Observable<Answer> {
  return defer(() => {
    const view = viewOf(task);
    return runHandler(() => handler(view.task), NEVER).pipe(
      defaultIfEmpty<DecisionResponse, DecisionResponse>([]),
      map(decided => {
        const { decisions, ...options } = 'decisions' in decided ? decided : { decisions: decided };
        const part = nextPart(decisions, task.startedEventId, view, task.domain.dataConverter.store);
        return { ...part, options: part.left === 0 ? options : {} };
      }),
    );
  });
}

function respond(
  task: DecisionTask,
  { decisions, left, options }: Answer,
  settings: Settings,
): Observable<DecisionOutcome> {
  return defer(() => task.complete(decisions, options)).pipe(
    retryTransient(settings.backoff),
    map(() => ({ status: 'completed', task, decisions, left }) as const),
    // Decisions that cannot be sent, or that SWF refuses, are a failure of the handler, not of the decider.
    catchError((error: unknown) =>
      isInstance(error, InvalidArgumentError) ? miss(task, error, settings) : throwError(() => error),
    ),
  );
}

/** Handles a task without decisions, according to `onError`. */
function miss(
  task: DecisionTask,
  error: unknown,
  { onError, backoff }: Settings,
): Observable<DecisionOutcome> {
  // A task that SWF has timed out is not answered: SWF delivers it again.
  const isLate = isInstance(error, DecisionTimeoutError);
  const { decisions, retryIn } = missOf(task, error, isLate ? 'timeout' : onError);
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
