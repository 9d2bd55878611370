import type { HistoryEvent } from '@aws-sdk/client-swf';
import { type EventName, eventNames } from '../../../src/history/index.js';

const type = { name: 'Resize', version: '1' };
const run = { workflowId: 'album-7', runId: 'run-1' };
const decided = { decisionTaskCompletedEventId: 4 };
const task = { scheduledEventId: 5, startedEventId: 6 };
const child = { workflowExecution: run, workflowType: type, initiatedEventId: 5, startedEventId: 6 };
const unhandled = { cause: 'UNHANDLED_DECISION', ...decided };
const execution = { childPolicy: 'TERMINATE', taskList: { name: 'decisions' }, workflowType: type };
const optional = {
  executionStartToCloseTimeout: '3600',
  taskStartToCloseTimeout: 'NONE',
  taskPriority: '-3',
};

/** The attributes of each event type, with every member of the API, as written by SWF. */
export const samples: Readonly<Record<EventName, object>> = {
  WorkflowExecutionStarted: {
    ...execution,
    ...optional,
    input: '{"file":"a.png"}',
    tagList: ['a', 'b'],
    continuedExecutionRunId: 'run-0',
    parentWorkflowExecution: run,
    parentInitiatedEventId: 3,
    lambdaRole: 'arn:role',
  },
  WorkflowExecutionSignaled: {
    signalName: 'stop',
    input: '"now"',
    externalWorkflowExecution: run,
    externalInitiatedEventId: 9,
  },
  WorkflowExecutionCancelRequested: {
    externalWorkflowExecution: run,
    externalInitiatedEventId: 9,
    cause: 'CHILD_POLICY_APPLIED',
  },
  WorkflowExecutionCompleted: { ...decided, result: '42' },
  WorkflowExecutionFailed: { ...decided, reason: 'broken', details: '1' },
  WorkflowExecutionTimedOut: { timeoutType: 'START_TO_CLOSE', childPolicy: 'ABANDON' },
  WorkflowExecutionCanceled: { ...decided, details: '1' },
  WorkflowExecutionTerminated: {
    childPolicy: 'ABANDON',
    reason: 'enough',
    details: '1',
    cause: 'OPERATOR_INITIATED',
  },
  WorkflowExecutionContinuedAsNew: {
    ...execution,
    ...optional,
    ...decided,
    newExecutionRunId: 'run-2',
    input: '1',
    tagList: ['a'],
    lambdaRole: 'arn:role',
  },
  CompleteWorkflowExecutionFailed: unhandled,
  FailWorkflowExecutionFailed: unhandled,
  CancelWorkflowExecutionFailed: unhandled,
  ContinueAsNewWorkflowExecutionFailed: unhandled,
  DecisionTaskScheduled: {
    taskList: { name: 'decisions' },
    taskPriority: '7',
    startToCloseTimeout: '60',
    scheduleToStartTimeout: 'NONE',
  },
  DecisionTaskStarted: { scheduledEventId: 2, identity: 'decider' },
  DecisionTaskCompleted: {
    ...task,
    executionContext: '{"step":1}',
    taskList: { name: 'sticky' },
    taskListScheduleToStartTimeout: '5',
  },
  DecisionTaskTimedOut: { ...task, timeoutType: 'START_TO_CLOSE' },
  ActivityTaskScheduled: {
    ...decided,
    activityType: type,
    activityId: '1',
    taskList: { name: 'thumbnails' },
    input: '{"file":"a.png"}',
    control: '7',
    scheduleToStartTimeout: 'NONE',
    scheduleToCloseTimeout: '300',
    startToCloseTimeout: '60',
    heartbeatTimeout: '10',
    taskPriority: '2',
  },
  ScheduleActivityTaskFailed: {
    ...decided,
    activityType: type,
    activityId: '1',
    cause: 'ACTIVITY_TYPE_DOES_NOT_EXIST',
  },
  ActivityTaskStarted: { scheduledEventId: 5, identity: 'worker' },
  ActivityTaskCompleted: { ...task, result: '{"url":"/a.png"}' },
  ActivityTaskFailed: { ...task, reason: 'broken', details: '1' },
  ActivityTaskTimedOut: { ...task, timeoutType: 'HEARTBEAT', details: '1' },
  ActivityTaskCanceled: { ...task, details: '1', latestCancelRequestedEventId: 7 },
  ActivityTaskCancelRequested: { ...decided, activityId: '1' },
  RequestCancelActivityTaskFailed: { ...decided, activityId: '1', cause: 'ACTIVITY_ID_UNKNOWN' },
  MarkerRecorded: { ...decided, markerName: 'size', details: '640' },
  RecordMarkerFailed: { ...decided, markerName: 'size', cause: 'OPERATION_NOT_PERMITTED' },
  TimerStarted: { ...decided, timerId: 't', startToFireTimeout: '30', control: '1' },
  StartTimerFailed: { ...decided, timerId: 't', cause: 'TIMER_ID_ALREADY_IN_USE' },
  TimerFired: { timerId: 't', startedEventId: 5 },
  TimerCanceled: { ...decided, timerId: 't', startedEventId: 5 },
  CancelTimerFailed: { ...decided, timerId: 't', cause: 'TIMER_ID_UNKNOWN' },
  StartChildWorkflowExecutionInitiated: {
    ...execution,
    ...optional,
    ...decided,
    workflowId: 'album-7',
    control: '1',
    input: '2',
    tagList: ['a'],
    lambdaRole: 'arn:role',
  },
  StartChildWorkflowExecutionFailed: {
    ...decided,
    workflowType: type,
    workflowId: 'album-7',
    cause: 'WORKFLOW_ALREADY_RUNNING',
    initiatedEventId: 5,
    control: '1',
  },
  ChildWorkflowExecutionStarted: { workflowExecution: run, workflowType: type, initiatedEventId: 5 },
  ChildWorkflowExecutionCompleted: { ...child, result: '1' },
  ChildWorkflowExecutionFailed: { ...child, reason: 'broken', details: '1' },
  ChildWorkflowExecutionTimedOut: { ...child, timeoutType: 'START_TO_CLOSE' },
  ChildWorkflowExecutionCanceled: { ...child, details: '1' },
  ChildWorkflowExecutionTerminated: child,
  SignalExternalWorkflowExecutionInitiated: {
    ...decided,
    ...run,
    signalName: 'stop',
    input: '1',
    control: '2',
  },
  SignalExternalWorkflowExecutionFailed: {
    ...decided,
    ...run,
    cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
    initiatedEventId: 5,
    control: '1',
  },
  ExternalWorkflowExecutionSignaled: { workflowExecution: run, initiatedEventId: 5 },
  RequestCancelExternalWorkflowExecutionInitiated: { ...decided, ...run, control: '1' },
  RequestCancelExternalWorkflowExecutionFailed: {
    ...decided,
    ...run,
    cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
    initiatedEventId: 5,
    control: '1',
  },
  ExternalWorkflowExecutionCancelRequested: { workflowExecution: run, initiatedEventId: 5 },
  LambdaFunctionScheduled: {
    ...decided,
    id: 'l',
    name: 'resize',
    control: '1',
    input: '2',
    startToCloseTimeout: '900',
  },
  ScheduleLambdaFunctionFailed: { ...decided, id: 'l', name: 'resize', cause: 'ID_ALREADY_IN_USE' },
  LambdaFunctionStarted: { scheduledEventId: 5 },
  StartLambdaFunctionFailed: { scheduledEventId: 5, cause: 'ASSUME_ROLE_FAILED', message: 'No IAM role' },
  LambdaFunctionCompleted: { ...task, result: '1' },
  LambdaFunctionFailed: { ...task, reason: 'Unhandled', details: '1' },
  LambdaFunctionTimedOut: { ...task, timeoutType: 'START_TO_CLOSE' },
};

/** Returns an event of a type, with every attribute or with the given ones. */
export function sample(name: EventName, eventId = 7, attributes: object = samples[name]): HistoryEvent {
  return {
    eventId,
    eventType: name,
    eventTimestamp: new Date(Date.UTC(2026, 0, 1, 0, 0, eventId)),
    [`${name.charAt(0).toLowerCase()}${name.slice(1)}EventAttributes`]: attributes,
  };
}

export const everySample = eventNames.map(name => [name, sample(name)] as const);
