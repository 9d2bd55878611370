import { record } from '../record.js';
import { findLambda } from '../views/lambdaFunctions.js';
import type { Reaction } from './Reaction.js';

/** Starts a Lambda task if the execution has a Lambda role. */
export const startLambda: Reaction<'LambdaFunctionScheduled'> = (execution, _, scheduledEventId) => {
  const lambda = findLambda(execution, scheduledEventId);
  if (lambda === undefined) return;
  if (execution.configuration.lambdaRole === undefined) {
    record(execution, 'StartLambdaFunctionFailed', {
      scheduledEventId,
      cause: 'ASSUME_ROLE_FAILED',
      message: 'No IAM role is attached to the current workflow execution.',
    });
    return;
  }
  record(execution, 'LambdaFunctionStarted', { scheduledEventId });
  execution.domain.region.invocations.push(lambda);
};
