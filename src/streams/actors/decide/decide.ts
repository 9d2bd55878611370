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
  defined,
  InvalidArgumentError,
  isInstance,
  reasonOf,
  retryTransient,
} from '../../../requests/index.js';
import { checkOneOf, refuse } from '../../../values/index.js';
import type { DecisionTask } from '../tasks/DecisionTask.js';
import { patience } from '../tasks/patience.js';
import type { DecisionOptions } from '../tasks/respond.js';
import { toWork, type Work } from '../tasks/toWork.js';
import { missOf, type OnError } from './miss.js';
import { nextPart, type Part } from './nextPart.js';
import { DecisionTimeoutError, outOfTime } from './outOfTime.js';
import { viewOf } from './View.js';

/** Decisions, alone or with what else an answer may carry. */
export type Decisions = readonly Decision[] | (DecisionOptions & { readonly decisions: readonly Decision[] });

/** Decides what comes next. */
export type DecisionHandler = (task: DecisionTask) => Work<Decisions>;

/** How decision tasks are decided. */
export interface DecideOptions {
  /**
   * What becomes of a task whose handler throws, or whose decisions SWF refuses: it is left to time out and comes
   * again; or the execution is failed with the error as its reason; or the error is recorded as a marker,
   * `rx-swf.error`, and the handler is called again after 1 s, 2 s, 4 s and so on up to 300 s. A handler that has not
   * decided within the task's own timeout has failed too; its task is left in any case.
   * @defaultValue 'timeout'
   */
  readonly onError?: 'timeout' | 'fail' | 'retry';
  /** The waits between attempts to answer, which go on until SWF has the answer or says that the task is gone. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count'>;
  /** Where the waiting happens. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

/** What became of a decision task. */
export type Decided =
  | {
      readonly status: 'completed';
      readonly task: DecisionTask;
      /** What was sent: of too many for one answer a part, and what the library adds to it. */
      readonly decisions: readonly Decision[];
      /** How many the next answers have to send. */
      readonly left: number;
    }
  | {
      readonly status: 'failed';
      readonly task: DecisionTask;
      readonly error: unknown;
      /** With `onError: 'retry'`, seconds until then; `undefined` if a retry is on its way already. */
      readonly retryIn?: number | undefined;
    }
  | { readonly status: 'gone'; readonly task: DecisionTask };

/**
 * Answers each decision task with what `handler` decides, and emits what became of it. The handler returns
 * decisions, a Promise of them, or an Observable of which the last value counts. A handler that throws is an
 * emission, not the end of the stream. Unsubscribing answers nothing: SWF times the task out and gives it again.
 * Answers are tried again through throttling and faults. Errors with what retrying cannot mend.
 *
 * More decisions than SWF takes in one answer, 100 or a request of 1 MB, are sent over several decision tasks in a
 * row. For each the handler is called again with the history as it was at first, so it must be a function of that.
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
  if (typeof handler !== 'function') refuse('handler', handler, 'a function');
  checkOptions('decide()', options, { onError: true, backoff: true, scheduler: true });
  checkBackoff(options.backoff ?? {});
  const { onError = 'timeout', scheduler = asyncScheduler } = options;
  checkOneOf('onError', onError, ['timeout', 'fail', 'retry']);
  return mergeMap(task => {
    const backoff = patience(task, 'answer', { ...options.backoff, scheduler });
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

/** What a task is answered with. */
interface Answer extends Part {
  readonly options: DecisionOptions;
}

/** Asks the handler, and makes an answer that SWF takes of what it says. */
function answerOf(task: DecisionTask, handler: DecisionHandler): Observable<Answer> {
  return defer(() => {
    const view = viewOf(task);
    return toWork(() => handler(view.task), NEVER).pipe(
      defaultIfEmpty<Decisions, Decisions>([]),
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
): Observable<Decided> {
  return defer(() => task.complete(decisions, options)).pipe(
    retryTransient(settings.backoff),
    map(() => ({ status: 'completed', task, decisions, left }) as const),
    // Decisions that cannot be sent, or that SWF refuses, are the handler's fault, not the decider's.
    catchError((error: unknown) =>
      isInstance(error, InvalidArgumentError) ? miss(task, error, settings) : throwError(() => error),
    ),
  );
}

/** A task for which there are no decisions. */
function miss(task: DecisionTask, error: unknown, { onError, backoff }: Settings): Observable<Decided> {
  // What SWF has timed out is not answered: it comes again.
  const isLate = isInstance(error, DecisionTimeoutError);
  const { decisions, retryIn } = missOf(task, error, isLate ? 'timeout' : onError);
  const reason = reasonOf(error);
  const failed = { status: 'failed', task, error, retryIn } as const;
  task.tell({ type: 'decisionFailed', error, reason, ...defined({ retryIn }) });
  if (decisions === undefined) {
    task.abandon(reason);
    return of(failed);
  }
  return defer(() => task.completeFailed(decisions, reason)).pipe(
    retryTransient(backoff),
    map(() => failed),
  );
}
