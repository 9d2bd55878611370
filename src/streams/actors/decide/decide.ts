import type { Decision } from '@aws-sdk/client-swf';
import { defaultIfEmpty, defer, map, NEVER, type Observable, type OperatorFunction } from 'rxjs';
import { checkOptions } from '../../../requests/index.js';
import { refuse } from '../../../values/index.js';
import type { DecisionTask } from '../tasks/DecisionTask.js';
import type { DecisionOptions } from '../tasks/responses.js';
import { type HandlerResult, runHandler } from '../tasks/runHandler.js';
import {
  answerDecisionTasks,
  type DecideOptions,
  type DecisionAnswer,
  type DecisionOutcome,
} from './answerDecisionTasks.js';
import { nextPart } from './nextPart.js';
import { taskViewOf } from './TaskView.js';

/** Decisions of a handler, optionally with the other parts of an answer. */
export type DecisionResponse =
  | readonly Decision[]
  | (DecisionOptions & { readonly decisions: readonly Decision[] });

/** Decides what comes next. */
export type DecisionHandler = (task: DecisionTask) => HandlerResult<DecisionResponse>;

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
  return answerDecisionTasks(task => answerOf(task, handler), options);
}

/** Calls the handler, and turns its decisions into an answer that SWF accepts. */
function answerOf(task: DecisionTask, handler: DecisionHandler): Observable<DecisionAnswer> {
  return defer(() => {
    const view = taskViewOf(task);
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
