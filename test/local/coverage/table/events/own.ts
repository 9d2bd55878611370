import { anyOf, maybe, type Output } from '../Output.js';
import { childPolicy, execution, taskList, type } from '../shared.js';

/** Events of the execution itself. */
export const own = {
  WorkflowExecutionStarted: {
    input: maybe('text'),
    executionStartToCloseTimeout: 'text',
    taskStartToCloseTimeout: 'text',
    childPolicy,
    taskList,
    taskPriority: maybe('text'),
    workflowType: type,
    tagList: maybe(['text']),
    continuedExecutionRunId: maybe('text'),
    parentWorkflowExecution: maybe(execution),
    parentInitiatedEventId: 'number',
    lambdaRole: maybe('text'),
  },
  WorkflowExecutionCancelRequested: {
    externalWorkflowExecution: maybe(execution),
    externalInitiatedEventId: 'number',
    cause: maybe(anyOf('CHILD_POLICY_APPLIED')),
  },
  WorkflowExecutionCompleted: { result: maybe('text'), decisionTaskCompletedEventId: 'number' },
  CompleteWorkflowExecutionFailed: {
    cause: anyOf('UNHANDLED_DECISION', 'OPERATION_NOT_PERMITTED'),
    decisionTaskCompletedEventId: 'number',
  },
  WorkflowExecutionFailed: {
    reason: maybe('text'),
    details: maybe('text'),
    decisionTaskCompletedEventId: 'number',
  },
  FailWorkflowExecutionFailed: {
    cause: anyOf('UNHANDLED_DECISION', 'OPERATION_NOT_PERMITTED'),
    decisionTaskCompletedEventId: 'number',
  },
  WorkflowExecutionTimedOut: { timeoutType: anyOf('START_TO_CLOSE'), childPolicy },
  WorkflowExecutionCanceled: { details: maybe('text'), decisionTaskCompletedEventId: 'number' },
  CancelWorkflowExecutionFailed: {
    cause: anyOf('UNHANDLED_DECISION', 'OPERATION_NOT_PERMITTED'),
    decisionTaskCompletedEventId: 'number',
  },
  WorkflowExecutionContinuedAsNew: {
    input: maybe('text'),
    decisionTaskCompletedEventId: 'number',
    newExecutionRunId: 'text',
    executionStartToCloseTimeout: 'text',
    taskList,
    taskPriority: maybe('text'),
    taskStartToCloseTimeout: 'text',
    childPolicy,
    tagList: maybe(['text']),
    workflowType: type,
    lambdaRole: maybe('text'),
  },
  ContinueAsNewWorkflowExecutionFailed: {
    cause: anyOf(
      'UNHANDLED_DECISION',
      'WORKFLOW_TYPE_DEPRECATED',
      'WORKFLOW_TYPE_DOES_NOT_EXIST',
      'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED',
      'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED',
      'DEFAULT_TASK_LIST_UNDEFINED',
      'DEFAULT_CHILD_POLICY_UNDEFINED',
      'CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED',
      'OPERATION_NOT_PERMITTED',
    ),
    decisionTaskCompletedEventId: 'number',
  },
  WorkflowExecutionTerminated: {
    reason: maybe('text'),
    details: maybe('text'),
    childPolicy,
    cause: anyOf('CHILD_POLICY_APPLIED', 'EVENT_LIMIT_EXCEEDED', 'OPERATOR_INITIATED'),
  },
  WorkflowExecutionSignaled: {
    signalName: 'text',
    input: maybe('text'),
    externalWorkflowExecution: maybe(execution),
    externalInitiatedEventId: 'number',
  },
} satisfies Record<string, Output>;
