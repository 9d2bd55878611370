import type { ActivityDefinition, TimeoutType, WorkflowDefinition } from '../../workflows/index.js';
import type { HistoryBuilder } from '../history/HistoryBuilder.js';
import { openActivity, openChild, runningLambda, takenBy, type Which } from './open.js';

/**
 * An event of an execution, as the value of a marble. Created by `activityCompleted`, `signaled` and so on.
 */
export type Happening = (history: HistoryBuilder) => void;

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
  which: Which<NoInfer<I>> = {},
): Happening {
  return history => history.activityCompleted(takenBy(history, activity, which), { result });
}

/** Failure of an activity. It is started first, if no worker has started it. */
export function activityFailed<I>(
  activity: ActivityDefinition<I, unknown>,
  reason: string,
  { details, ...which }: Which<NoInfer<I>> & { readonly details?: unknown } = {},
): Happening {
  return history => history.activityFailed(takenBy(history, activity, which), { reason, details });
}

/** Timeout of an activity; `details` are those of its last heartbeat. @defaultValue 'START_TO_CLOSE' */
export function activityTimedOut<I>(
  activity: ActivityDefinition<I, unknown>,
  timeoutType: TimeoutType = 'START_TO_CLOSE',
  { details, ...which }: Which<NoInfer<I>> & { readonly details?: unknown } = {},
): Happening {
  return history => {
    const waits = timeoutType === 'SCHEDULE_TO_START';
    const id = waits ? openActivity(history, activity, which) : takenBy(history, activity, which);
    history.activityTimedOut(id, { timeoutType, details });
  };
}

/**
 * Start of an activity by a worker. An activity that has not started is canceled as soon as that is
 * requested; a started one is not.
 */
export function activityStarted<I>(
  activity: ActivityDefinition<I, unknown>,
  which: Which<NoInfer<I>> = {},
): Happening {
  return history => void takenBy(history, activity, which);
}

/** Cancellation of an activity by its worker, after a cancel request. */
export function activityCanceled<I>(
  activity: ActivityDefinition<I, unknown>,
  { details, ...which }: Which<NoInfer<I>> & { readonly details?: unknown } = {},
): Happening {
  return history => history.activityCanceled(openActivity(history, activity, which), { details });
}

/** Completion of a child execution. */
export function childCompleted<I, O>(
  workflow: WorkflowDefinition<I, O>,
  result: NoInfer<O>,
  which: Which<NoInfer<I>> = {},
): Happening {
  return history => history.childCompleted(openChild(history, workflow, which), { result });
}

/** Failure of a child execution. */
export function childFailed<I, O>(
  workflow: WorkflowDefinition<I, O>,
  reason: string,
  { details, ...which }: Which<NoInfer<I>> & { readonly details?: unknown } = {},
): Happening {
  return history => history.childFailed(openChild(history, workflow, which), { reason, details });
}

/** Cancellation of a child execution. */
export function childCanceled<I, O>(
  workflow: WorkflowDefinition<I, O>,
  which: Which<NoInfer<I>> = {},
): Happening {
  return history => history.childCanceled(openChild(history, workflow, which));
}

/** Completion of the longest-running call of a Lambda function with that name. */
export function lambdaCompleted(name: string, result: unknown): Happening {
  return history => history.lambdaCompleted(runningLambda(history, name), { result });
}

/** Failure of the longest-running call of a Lambda function with that name. */
export function lambdaFailed(name: string, reason: string, details?: unknown): Happening {
  return history => history.lambdaFailed(runningLambda(history, name), { reason, details });
}

/** A signal to the execution. */
export function signaled(signalName: string, input?: unknown): Happening {
  return history => history.signal(signalName, { input });
}

/** A cancel request to the execution. */
export function cancelRequested(): Happening {
  return history => history.cancelRequested();
}
