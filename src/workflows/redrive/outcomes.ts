import type { Event } from '../../history/index.js';

/** The last events of commands that have succeeded. */
const successes: ReadonlySet<string> = new Set<Event['name']>([
  'ActivityTaskCompleted',
  'ChildWorkflowExecutionCompleted',
  'ExternalWorkflowExecutionCancelRequested',
  'ExternalWorkflowExecutionSignaled',
  'LambdaFunctionCompleted',
  'TimerFired',
]);

/** The last events of commands that have not. */
const failures: ReadonlySet<string> = new Set<Event['name']>([
  'ActivityTaskCanceled',
  'ActivityTaskFailed',
  'ActivityTaskTimedOut',
  'ChildWorkflowExecutionCanceled',
  'ChildWorkflowExecutionFailed',
  'ChildWorkflowExecutionTerminated',
  'ChildWorkflowExecutionTimedOut',
  'LambdaFunctionFailed',
  'LambdaFunctionTimedOut',
  'RequestCancelExternalWorkflowExecutionFailed',
  'ScheduleActivityTaskFailed',
  'ScheduleLambdaFunctionFailed',
  'SignalExternalWorkflowExecutionFailed',
  'StartChildWorkflowExecutionFailed',
  'StartLambdaFunctionFailed',
  'StartTimerFailed',
]);

/** Returns whether an event is the last one of a command that has succeeded. */
export const isSuccess = ({ name }: Event): boolean => successes.has(name);

/** Returns whether an event is the last one of a command that has failed. */
export const isFailure = ({ name }: Event): boolean => failures.has(name);
