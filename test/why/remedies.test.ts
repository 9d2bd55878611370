import {
  CancelTimerFailedCause,
  CancelWorkflowExecutionFailedCause,
  CompleteWorkflowExecutionFailedCause,
  ContinueAsNewWorkflowExecutionFailedCause,
  FailWorkflowExecutionFailedCause,
  RecordMarkerFailedCause,
  RequestCancelActivityTaskFailedCause,
  RequestCancelExternalWorkflowExecutionFailedCause,
  ScheduleActivityTaskFailedCause,
  ScheduleLambdaFunctionFailedCause,
  SignalExternalWorkflowExecutionFailedCause,
  StartChildWorkflowExecutionFailedCause,
  StartLambdaFunctionFailedCause,
  StartTimerFailedCause,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { remedyFor } from '../../src/why/waits/remedies.js';

const causes = {
  CancelTimerFailed: CancelTimerFailedCause,
  CancelWorkflowExecutionFailed: CancelWorkflowExecutionFailedCause,
  CompleteWorkflowExecutionFailed: CompleteWorkflowExecutionFailedCause,
  ContinueAsNewWorkflowExecutionFailed: ContinueAsNewWorkflowExecutionFailedCause,
  FailWorkflowExecutionFailed: FailWorkflowExecutionFailedCause,
  RecordMarkerFailed: RecordMarkerFailedCause,
  RequestCancelActivityTaskFailed: RequestCancelActivityTaskFailedCause,
  RequestCancelExternalWorkflowExecutionFailed: RequestCancelExternalWorkflowExecutionFailedCause,
  ScheduleActivityTaskFailed: ScheduleActivityTaskFailedCause,
  ScheduleLambdaFunctionFailed: ScheduleLambdaFunctionFailedCause,
  SignalExternalWorkflowExecutionFailed: SignalExternalWorkflowExecutionFailedCause,
  StartChildWorkflowExecutionFailed: StartChildWorkflowExecutionFailedCause,
  StartLambdaFunctionFailed: StartLambdaFunctionFailedCause,
  StartTimerFailed: StartTimerFailedCause,
};

describe('remedyFor()', () => {
  it.each(
    Object.entries(causes).flatMap(([event, values]) =>
      Object.values(values).map(cause => [event, cause] as const),
    ),
  )('knows what to fix for %s, %s', (event, cause) => {
    expect(remedyFor(event, cause)).not.toMatch(/API reference/);
  });

  it('names the IAM action of a decision that is not permitted', () => {
    expect(remedyFor('StartTimerFailed', 'OPERATION_NOT_PERMITTED')).toBe(
      'Allow swf:StartTimer in the IAM policy of the decider',
    );
  });

  it('names the default that a type lacks', () => {
    expect(remedyFor('ScheduleActivityTaskFailed', 'DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED')).toBe(
      'Set scheduleToCloseTimeout in the decision: the type has no default for it',
    );
  });

  it('points to the reference for a cause that is new', () => {
    expect(remedyFor('StartTimerFailed', 'NEW_CAUSE')).toBe('See the SWF API reference for this cause');
  });
});
