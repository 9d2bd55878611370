import { record } from '../record.js';
import { findLambda } from '../views/lambdaFunctions.js';
import type { Reaction } from './Reaction.js';

/** A Lambda task starts if the execution has a role to start it with. */
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
