import type { DecisionType } from '@aws-sdk/client-swf';
import type { Decision } from '../api/validation/decisions.js';
import { requestCancelActivityTask, scheduleActivityTask } from './activityTasks.js';
import { startChildWorkflowExecution } from './children.js';
import type { DecisionContext, DecisionHandler } from './DecisionHandler.js';
import {
  cancelWorkflowExecution,
  completeWorkflowExecution,
  continueAsNewWorkflowExecution,
  failWorkflowExecution,
} from './executions.js';
import {
  requestCancelExternalWorkflowExecution,
  signalExternalWorkflowExecution,
} from './externalExecutions.js';
import { scheduleLambdaFunction } from './lambdaFunctions.js';
import { recordMarker } from './markers.js';
import { cancelTimer, startTimer } from './timers.js';

const decisions: { readonly [T in DecisionType]: DecisionHandler } = {
  ScheduleActivityTask: scheduleActivityTask,
  RequestCancelActivityTask: requestCancelActivityTask,
  CompleteWorkflowExecution: completeWorkflowExecution,
  FailWorkflowExecution: failWorkflowExecution,
  CancelWorkflowExecution: cancelWorkflowExecution,
  ContinueAsNewWorkflowExecution: continueAsNewWorkflowExecution,
  RecordMarker: recordMarker,
  StartTimer: startTimer,
  CancelTimer: cancelTimer,
  SignalExternalWorkflowExecution: signalExternalWorkflowExecution,
  RequestCancelExternalWorkflowExecution: requestCancelExternalWorkflowExecution,
  StartChildWorkflowExecution: startChildWorkflowExecution,
  ScheduleLambdaFunction: scheduleLambdaFunction,
};

const closing: ReadonlySet<DecisionType> = new Set<DecisionType>([
  'CompleteWorkflowExecution',
  'FailWorkflowExecution',
  'CancelWorkflowExecution',
  'ContinueAsNewWorkflowExecution',
]);

export const closesExecution = ({ decisionType }: Decision): boolean => closing.has(decisionType);

export function applyDecision(context: DecisionContext, decision: Decision): void {
  decisions[decision.decisionType](context, decision);
}
