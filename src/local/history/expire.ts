import type { Due } from '../state/Deadline.js';
import type { Execution } from '../state/Execution.js';
import type { Activity, DecisionTask, Lambda, Timer } from '../state/tasks.js';
import { record } from './record.js';
import { forgetExpired } from './views/executions.js';

/** Performs the action of a deadline that has been reached. */
export function expire(due: Due): void {
  switch (due.kind) {
    case 'activityTask':
      timeOutActivity(due.activity);
      break;
    case 'decisionTask':
      timeOutDecisionTask(due.task);
      break;
    case 'timer':
      fire(due.timer);
      break;
    case 'lambdaFunction':
      timeOutLambda(due.lambda);
      break;
    case 'execution':
      timeOutExecution(due.execution);
      break;
    case 'retention':
      forgetExpired(due.domain);
  }
}

function timeOutActivity(activity: Activity): void {
  const { execution, timeoutType, scheduledEventId, startedEventId, heartbeatDetails: details } = activity;
  record(execution, 'ActivityTaskTimedOut', { timeoutType, scheduledEventId, startedEventId, details });
}

function timeOutDecisionTask({ execution, scheduledEventId, startedEventId }: DecisionTask): void {
  const timeoutType = startedEventId === 0 ? 'SCHEDULE_TO_START' : 'START_TO_CLOSE';
  record(execution, 'DecisionTaskTimedOut', { timeoutType, scheduledEventId, startedEventId });
}

function fire({ execution, timerId, startedEventId }: Timer): void {
  record(execution, 'TimerFired', { timerId, startedEventId });
}

function timeOutLambda({ execution, scheduledEventId, startedEventId }: Lambda): void {
  record(execution, 'LambdaFunctionTimedOut', {
    scheduledEventId,
    startedEventId,
    timeoutType: 'START_TO_CLOSE',
  });
}

function timeOutExecution(execution: Execution): void {
  const { childPolicy } = execution.configuration;
  record(execution, 'WorkflowExecutionTimedOut', { childPolicy, timeoutType: 'START_TO_CLOSE' });
}
