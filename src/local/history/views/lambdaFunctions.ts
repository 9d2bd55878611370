import { after } from '../../api/durations.js';
import type { Execution } from '../../state/Execution.js';
import { Lambda } from '../../state/tasks.js';
import type { Views } from './View.js';

const defaultTimeout = '900';

/** Finds the open Lambda task that this event scheduled. */
export function findLambda(
  { events, open }: Execution,
  scheduledEventId: number | undefined,
): Lambda | undefined {
  if (scheduledEventId === undefined) return undefined;
  const id = events[scheduledEventId - 1]?.lambdaFunctionScheduledEventAttributes?.id;
  const lambda = id === undefined ? undefined : open?.lambdas.get(id);
  return lambda?.scheduledEventId === scheduledEventId ? lambda : undefined;
}

/** Clears the deadline of a Lambda task and stops waiting for its function. */
export function abandonLambda(lambda: Lambda): void {
  const { region } = lambda.execution.domain;
  region.held.delete(lambda);
  region.setDeadline(lambda.deadline, undefined);
}

function endLambda(
  execution: Execution,
  { scheduledEventId }: { scheduledEventId?: number | undefined },
): void {
  const lambda = findLambda(execution, scheduledEventId);
  if (lambda === undefined) return;
  abandonLambda(lambda);
  execution.open?.lambdas.delete(lambda.scheduled.id);
}

export const lambdaFunctionViews: Views = {
  LambdaFunctionScheduled(execution, scheduled, scheduledEventId) {
    execution.open?.lambdas.set(scheduled.id, new Lambda(execution, scheduledEventId, scheduled));
  },

  LambdaFunctionStarted(execution, { scheduledEventId }, eventId) {
    const lambda = findLambda(execution, scheduledEventId);
    if (lambda === undefined) return;
    const { region } = execution.domain;
    lambda.startedEventId = eventId;
    region.held.add(lambda);
    region.setDeadline(
      lambda.deadline,
      after(region.now, lambda.scheduled.startToCloseTimeout ?? defaultTimeout),
    );
  },

  StartLambdaFunctionFailed: endLambda,
  LambdaFunctionCompleted: endLambda,
  LambdaFunctionFailed: endLambda,
  LambdaFunctionTimedOut: endLambda,
};
