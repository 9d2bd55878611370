import type { HistoryBuilder } from '../../history/index.js';
import type { ActivityDefinition, TimeoutType, WorkflowDefinition } from '../../workflows/index.js';
import { openActivity, openChild, runningLambda, takenBy, type Which } from './open.js';

/** Something that happens to an execution, as a marble's value: made by `activityCompleted`, `signaled` and the like. */
export type Happening = (history: HistoryBuilder) => void;

/**
 * An activity completes. A worker takes it for that, if none has.
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

/** An activity fails. A worker takes it for that, if none has. */
export function activityFailed<I>(
  activity: ActivityDefinition<I, unknown>,
  reason: string,
  { details, ...which }: Which<NoInfer<I>> & { readonly details?: unknown } = {},
): Happening {
  return history => history.activityFailed(takenBy(history, activity, which), { reason, details });
}

/** An activity times out; `details` are those of its last heartbeat. @defaultValue 'START_TO_CLOSE' */
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

/** A worker takes an activity. One that none has taken is canceled as soon as it is asked for; this one is not. */
export function activityStarted<I>(
  activity: ActivityDefinition<I, unknown>,
  which: Which<NoInfer<I>> = {},
): Happening {
  return history => void takenBy(history, activity, which);
}

/** The worker of an activity stops, as it was asked to. */
export function activityCanceled<I>(
  activity: ActivityDefinition<I, unknown>,
  { details, ...which }: Which<NoInfer<I>> & { readonly details?: unknown } = {},
): Happening {
  return history => history.activityCanceled(openActivity(history, activity, which), { details });
}

/** A child execution completes. */
export function childCompleted<I, O>(
  workflow: WorkflowDefinition<I, O>,
  result: NoInfer<O>,
  which: Which<NoInfer<I>> = {},
): Happening {
  return history => history.childCompleted(openChild(history, workflow, which), { result });
}

/** A child execution fails. */
export function childFailed<I, O>(
  workflow: WorkflowDefinition<I, O>,
  reason: string,
  { details, ...which }: Which<NoInfer<I>> & { readonly details?: unknown } = {},
): Happening {
  return history => history.childFailed(openChild(history, workflow, which), { reason, details });
}

/** A child execution ends as canceled. */
export function childCanceled<I, O>(
  workflow: WorkflowDefinition<I, O>,
  which: Which<NoInfer<I>> = {},
): Happening {
  return history => history.childCanceled(openChild(history, workflow, which));
}

/** A Lambda function, the one of that name that runs for longest, gives its result. */
export function lambdaCompleted(name: string, result: unknown): Happening {
  return history => history.lambdaCompleted(runningLambda(history, name), { result });
}

/** A Lambda function, the one of that name that runs for longest, fails. */
export function lambdaFailed(name: string, reason: string, details?: unknown): Happening {
  return history => history.lambdaFailed(runningLambda(history, name), { reason, details });
}

/** Somebody signals the execution. */
export function signaled(signalName: string, input?: unknown): Happening {
  return history => history.signal(signalName, { input });
}

/** Somebody asks the execution to cancel itself. */
export function cancelRequested(): Happening {
  return history => history.cancelRequested();
}
