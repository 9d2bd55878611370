import type { Decision as SdkDecision } from '@aws-sdk/client-swf';
import type { Wire } from '../wire.js';
import {
  anyName,
  anyVersion,
  arn,
  childPolicy,
  data,
  lambdaTimeout,
  markerName,
  name,
  reason,
  runIdOptional,
  signalName,
  tagList,
  taskList,
  taskPriority,
  timeout,
  timerSpan,
  type,
} from './members.js';
import { choice, required, type Shape, structure, text } from './shape.js';

export type Decision = Wire<SdkDecision>;

/** In the order of SWF's error message. */
const decisionType = choice(
  'CompleteWorkflowExecution',
  'StartTimer',
  'RequestCancelExternalWorkflowExecution',
  'SignalExternalWorkflowExecution',
  'CancelTimer',
  'RecordMarker',
  'ScheduleActivityTask',
  'ContinueAsNewWorkflowExecution',
  'ScheduleLambdaFunction',
  'FailWorkflowExecution',
  'RequestCancelActivityTask',
  'StartChildWorkflowExecution',
  'CancelWorkflowExecution',
);

/** Options of the execution that a decision starts. */
const executionOptions = {
  executionStartToCloseTimeout: timeout,
  taskList,
  taskPriority,
  taskStartToCloseTimeout: timeout,
  childPolicy,
  tagList,
};

const attributes = {
  scheduleActivityTaskDecisionAttributes: structure({
    activityType: required(type),
    activityId: required(name),
    control: data,
    input: data,
    scheduleToCloseTimeout: timeout,
    taskList,
    taskPriority,
    scheduleToStartTimeout: timeout,
    startToCloseTimeout: timeout,
    heartbeatTimeout: timeout,
  }),
  requestCancelActivityTaskDecisionAttributes: structure({ activityId: required(anyName) }),
  completeWorkflowExecutionDecisionAttributes: structure({ result: data }),
  failWorkflowExecutionDecisionAttributes: structure({ reason, details: data }),
  cancelWorkflowExecutionDecisionAttributes: structure({ details: data }),
  continueAsNewWorkflowExecutionDecisionAttributes: structure({
    input: data,
    ...executionOptions,
    workflowTypeVersion: anyVersion,
    lambdaRole: arn,
  }),
  recordMarkerDecisionAttributes: structure({ markerName: required(markerName), details: data }),
  startTimerDecisionAttributes: structure({
    timerId: required(name),
    control: data,
    startToFireTimeout: required(timerSpan),
  }),
  cancelTimerDecisionAttributes: structure({ timerId: required(anyName) }),
  signalExternalWorkflowExecutionDecisionAttributes: structure({
    workflowId: required(anyName),
    runId: runIdOptional,
    signalName: required(signalName),
    input: data,
    control: data,
  }),
  requestCancelExternalWorkflowExecutionDecisionAttributes: structure({
    workflowId: required(anyName),
    runId: runIdOptional,
    control: data,
  }),
  startChildWorkflowExecutionDecisionAttributes: structure({
    workflowType: required(type),
    workflowId: required(name),
    control: data,
    input: data,
    ...executionOptions,
    lambdaRole: arn,
  }),
  scheduleLambdaFunctionDecisionAttributes: structure({
    id: required(text(1, 256)),
    name: required(text(1, 64)),
    control: data,
    input: data,
    startToCloseTimeout: lambdaTimeout,
  }),
};

const shapes: Readonly<Record<string, Shape<unknown>>> = attributes;

/**
 * A decision. If the attributes structure of its type is missing, each required member is reported
 * separately.
 */
export const decision: Shape<Decision> = structure(
  { decisionType: required(decisionType), ...attributes },
  ({ decisionType, ...value }, path, report) => {
    if (typeof decisionType !== 'string') return;
    const member = `${decisionType.charAt(0).toLowerCase()}${decisionType.slice(1)}DecisionAttributes`;
    if (value[member] === undefined) shapes[member]?.check({}, `${path}.${member}`, report);
  },
);
