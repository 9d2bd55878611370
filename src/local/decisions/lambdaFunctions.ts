import type { ScheduleLambdaFunctionFailedCause } from '@aws-sdk/client-swf';
import { record } from '../history/record.js';
import { withAttributes } from './DecisionHandler.js';

export const scheduleLambdaFunction = withAttributes(
  'scheduleLambdaFunctionDecisionAttributes',
  ({ execution, decisionTaskCompletedEventId }, attributes) => {
    const { open, domain } = execution;
    if (open === undefined) return;
    const { id, name, control, input, startToCloseTimeout } = attributes;
    const fail = (cause: ScheduleLambdaFunctionFailedCause) =>
      record(execution, 'ScheduleLambdaFunctionFailed', { id, name, cause, decisionTaskCompletedEventId });
    if (open.lambdas.has(id)) return fail('ID_ALREADY_IN_USE');
    const most = domain.region.quotas.openLambdaFunctionsPerExecution;
    if (open.lambdas.size >= most) return fail('OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED');
    record(execution, 'LambdaFunctionScheduled', {
      id,
      name,
      control,
      input,
      startToCloseTimeout,
      decisionTaskCompletedEventId,
    });
  },
);
