import { mergeMap, NEVER, type Observable, type SchedulerLike, throwError } from 'rxjs';
import { SwfError, wait } from '../../../requests/index.js';
import type { Duration } from '../../../values/index.js';
import type { DecisionTask } from '../tasks/DecisionTask.js';

/**
 * Error of a decision that was not made within the task's timeout: SWF has timed the task out and delivers it
 * again.
 */
export class DecisionTimeoutError extends SwfError {
  override readonly name: string = 'DecisionTimeoutError';
}

/** Errors when the task's own timeout has passed; never emits if it has none. */
export function decisionTimeout(task: DecisionTask, scheduler: SchedulerLike): Observable<never> {
  const timeout = timeoutOf(task);
  if (timeout === undefined || timeout === 'NONE') return NEVER;
  const error = () =>
    new DecisionTimeoutError(
      `${task} was not decided within its timeout of ${timeout} s. SWF delivers it again`,
      { resource: `workflowId: ${task.workflowExecution.workflowId}` },
    );
  // The timeout has been running since the task was started, slightly before it was received here.
  return wait(timeout * 1_000, scheduler).pipe(mergeMap(() => throwError(error)));
}

/** Returns the timeout with which the task was scheduled, as recorded in its history. */
function timeoutOf({ history, startedEventId }: DecisionTask): Duration | undefined {
  const started = history.get(startedEventId);
  if (started?.name !== 'DecisionTaskStarted') return undefined;
  const scheduled = history.get(started.attributes.scheduledEventId ?? 0);
  return scheduled?.name === 'DecisionTaskScheduled' ? scheduled.attributes.startToCloseTimeout : undefined;
}
