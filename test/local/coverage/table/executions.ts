import {
  executionTimeout,
  flag,
  plain,
  priority,
  required,
  structure,
  text,
  timeout,
  whole,
} from './Input.js';
import { childPolicy, execution, tagList, taskList, type } from './inputs.js';
import type { Operation } from './Operation.js';
import { maybe } from './Output.js';
import * as outputs from './outputs.js';

/** Executions, one by one. */
export const executions = {
  StartWorkflowExecution: {
    input: structure({
      domain: required(text(1, 256)),
      workflowId: required(plain(1, 256)),
      workflowType: required(type),
      taskList,
      taskPriority: priority,
      input: text(0, 32_768),
      executionStartToCloseTimeout: executionTimeout,
      tagList,
      taskStartToCloseTimeout: timeout,
      childPolicy,
      lambdaRole: text(1, 1600),
    }),
    output: { runId: maybe('text') },
    faults: [
      'UnknownResourceFault',
      'TypeDeprecatedFault',
      'WorkflowExecutionAlreadyStartedFault',
      'LimitExceededFault',
      'OperationNotPermittedFault',
      'DefaultUndefinedFault',
    ],
  },
  DescribeWorkflowExecution: {
    input: structure({ domain: required(text(1, 256)), execution: required(execution) }),
    output: {
      executionInfo: outputs.executionInfo,
      executionConfiguration: {
        taskStartToCloseTimeout: 'text',
        executionStartToCloseTimeout: 'text',
        taskList: outputs.taskList,
        taskPriority: maybe('text'),
        childPolicy: outputs.childPolicy,
        lambdaRole: maybe('text'),
      },
      openCounts: {
        openActivityTasks: 'number',
        openDecisionTasks: 'number',
        openTimers: 'number',
        openChildWorkflowExecutions: 'number',
        openLambdaFunctions: 'number',
      },
      latestActivityTaskTimestamp: maybe('time'),
      latestExecutionContext: maybe('text'),
    },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  GetWorkflowExecutionHistory: {
    input: structure({
      domain: required(text(1, 256)),
      execution: required(execution),
      nextPageToken: text(0, 2048),
      maximumPageSize: whole(0, 1000),
      reverseOrder: flag,
    }),
    output: outputs.history,
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  SignalWorkflowExecution: {
    input: structure({
      domain: required(text(1, 256)),
      workflowId: required(text(1, 256)),
      runId: text(0, 64),
      signalName: required(text(1, 256)),
      input: text(0, 32_768),
    }),
    output: undefined,
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  RequestCancelWorkflowExecution: {
    input: structure({
      domain: required(text(1, 256)),
      workflowId: required(text(1, 256)),
      runId: text(0, 64),
    }),
    output: undefined,
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  TerminateWorkflowExecution: {
    input: structure({
      domain: required(text(1, 256)),
      workflowId: required(text(1, 256)),
      runId: text(0, 64),
      reason: text(0, 256),
      details: text(0, 32_768),
      childPolicy,
    }),
    output: undefined,
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
} satisfies Record<string, Operation>;
