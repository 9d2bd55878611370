import {
  ActivityNotScheduledError,
  ChildNotStartedError,
  NotStartedError,
  TimerNotStartedError,
} from 'rx-swf/workflows';
import { expect, it } from 'vitest';
import { isTransientCause } from '../../../src/workflows/errors/isTransientCause.js';

it.each([
  ['ACTIVITY_TYPE_DOES_NOT_EXIST', 'Register the type'],
  ['ACTIVITY_TYPE_DEPRECATED', 'Use a version that is not deprecated'],
  ['ACTIVITY_ID_ALREADY_IN_USE', 'Give each open activity a unique id'],
  ['DEFAULT_TASK_LIST_UNDEFINED', 'Set its taskList'],
  ['DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED', 'Set its scheduleToStartTimeout'],
  ['DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED', 'Set its executionStartToCloseTimeout'],
  ['DEFAULT_CHILD_POLICY_UNDEFINED', 'Set its childPolicy'],
  ['WORKFLOW_TYPE_DOES_NOT_EXIST', 'Register the type'],
  ['WORKFLOW_ALREADY_RUNNING', 'a workflowId that no open execution'],
  ['OPERATION_NOT_PERMITTED', 'in the IAM role'],
  ['OPEN_ACTIVITIES_LIMIT_EXCEEDED', 'it may succeed later'],
  ['ACTIVITY_CREATION_RATE_EXCEEDED', 'it may succeed later'],
])('the error of a refusal names a remedy: %s', (cause, remedy) => {
  const error = new ActivityNotScheduledError("Activity '1' (Resize@1)", cause);
  expect(error).toBeInstanceOf(NotStartedError);
  expect(error.reason).toBe(cause);
  expect(error.message).toMatch(`Activity '1' (Resize@1) was refused: ${cause}. `);
  expect(error.message).toContain(remedy);
});

it('the error of a refusal without a cause suggests no remedy', () => {
  expect(new ChildNotStartedError("Child 'a'", undefined).message).not.toContain('too many');
  expect(new TimerNotStartedError('TIMER_ID_ALREADY_IN_USE').message).not.toContain('too many');
});

it.each([
  ['OPEN_ACTIVITIES_LIMIT_EXCEEDED', true],
  ['OPEN_TIMERS_LIMIT_EXCEEDED', true],
  ['OPEN_CHILDREN_LIMIT_EXCEEDED', true],
  ['OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED', true],
  ['OPEN_WORKFLOWS_LIMIT_EXCEEDED', true],
  ['ACTIVITY_CREATION_RATE_EXCEEDED', true],
  ['TIMER_CREATION_RATE_EXCEEDED', true],
  ['CHILD_CREATION_RATE_EXCEEDED', true],
  ['SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED', true],
  ['LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED', true],
  ['ACTIVITY_TYPE_DOES_NOT_EXIST', false],
  ['OPERATION_NOT_PERMITTED', false],
  [undefined, false],
])('a refusal may be transient, depending on its cause: %s, %s', (cause, passes) => {
  expect(isTransientCause(cause)).toBe(passes);
});
