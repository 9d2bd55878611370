import type { ActivityDefinition, TimeoutType, WorkflowDefinition } from '../../workflows/index.js';
import type { HistoryBuilder } from '../history/HistoryBuilder.js';
import {
  type InputSelector,
  openActivity,
  openChild,
  runningLambda,
  startedActivity,
} from './openCommands.js';

/**
 * An event of an execution, as the value of a marble. Created by `activityCompleted`, `signaled` and so on.
 */
export type MarbleEvent = (history: HistoryBuilder) => void;

/**
 * Completion of an activity. It is started first, if no worker has started it.
 *
 * @example
 * ```ts
 * import { activityCompleted } from 'rx-swf/testing';
 * import { activity } from 'rx-swf/workflows';
 *
 * const resize = activity<string, { url: string }>({ name: 'Resize', version: '1' });
 * const marbles = {
 *   a: activityCompleted(resize, { url: '/a' }),
 *   b: activityCompleted(resize, { url: '/b' }, { input: 'b.png' }), // of several, this one
 * };
 * ```
 */
export function activityCompleted<I, O>(
  activity: ActivityDefinition<I, O>,
  result: NoInfer<O>,
  selector: InputSelector<NoInfer<I>> = {},
): MarbleEvent {
  return history => history.activityCompleted(startedActivity(history, activity, selector), { result });
}

/** Failure of an activity. It is started first, if no worker has started it. */
export function activityFailed<I>(
  activity: ActivityDefinition<I, unknown>,
  reason: string,
  { details, ...selector }: InputSelector<NoInfer<I>> & { readonly details?: unknown } = {},
): MarbleEvent {
  return history => history.activityFailed(startedActivity(history, activity, selector), { reason, details });
}

/** Timeout of an activity; `details` are those of its last heartbeat. @defaultValue 'START_TO_CLOSE' */
export function activityTimedOut<I>(
  activity: ActivityDefinition<I, unknown>,
  timeoutType: TimeoutType = 'START_TO_CLOSE',
  { details, ...selector }: InputSelector<NoInfer<I>> & { readonly details?: unknown } = {},
): MarbleEvent {
  return history => {
    const waits = timeoutType === 'SCHEDULE_TO_START';
    const id = waits
      ? openActivity(history, activity, selector)
      : startedActivity(history, activity, selector);
    history.activityTimedOut(id, { timeoutType, details });
  };
}

/**
 * Start of an activity by a worker. An activity that has not started is canceled as soon as that is
 * requested; a started one is not.
 */
export function activityStarted<I>(
  activity: ActivityDefinition<I, unknown>,
  selector: InputSelector<NoInfer<I>> = {},
): MarbleEvent {
  return history => void startedActivity(history, activity, selector);
}

/** Cancellation of an activity by its worker, after a cancel request. */
export function activityCanceled<I>(
  activity: ActivityDefinition<I, unknown>,
  { details, ...selector }: InputSelector<NoInfer<I>> & { readonly details?: unknown } = {},
): MarbleEvent {
  return history => history.activityCanceled(openActivity(history, activity, selector), { details });
}

/** Completion of a child execution. */
export function childCompleted<I, O>(
  workflow: WorkflowDefinition<I, O>,
  result: NoInfer<O>,
  selector: InputSelector<NoInfer<I>> = {},
): MarbleEvent {
  return history => history.childCompleted(openChild(history, workflow, selector), { result });
}

/** Failure of a child execution. */
export function childFailed<I, O>(
  workflow: WorkflowDefinition<I, O>,
  reason: string,
  { details, ...selector }: InputSelector<NoInfer<I>> & { readonly details?: unknown } = {},
): MarbleEvent {
  return history => history.childFailed(openChild(history, workflow, selector), { reason, details });
}

/** Cancellation of a child execution. */
export function childCanceled<I, O>(
  workflow: WorkflowDefinition<I, O>,
  selector: InputSelector<NoInfer<I>> = {},
): MarbleEvent {
  return history => history.childCanceled(openChild(history, workflow, selector));
}

/** Completion of the longest-running call of a Lambda function with that name. */
export function lambdaCompleted(name: string, result: unknown): MarbleEvent {
  return history => history.lambdaCompleted(runningLambda(history, name), { result });
}

/** Failure of the longest-running call of a Lambda function with that name. */
export function lambdaFailed(name: string, reason: string, details?: unknown): MarbleEvent {
  return history => history.lambdaFailed(runningLambda(history, name), { reason, details });
}

/** A signal to the execution. */
export function signaled(signalName: string, input?: unknown): MarbleEvent {
  return history => history.signal(signalName, { input });
}

/** A cancel request to the execution. */
export function cancelRequested(): MarbleEvent {
  return history => history.cancelRequested();
}
