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
import { childPolicy, registrationStatus, taskList, type } from './inputs.js';
import type { Operation } from './Operation.js';
import { maybe } from './Output.js';
import * as outputs from './outputs.js';

/** Workflow types and activity types. */
export const types = {
  RegisterWorkflowType: {
    input: structure({
      domain: required(text(1, 256)),
      name: required(plain(1, 256)),
      version: required(plain(1, 64)),
      description: text(0, 1024),
      defaultTaskStartToCloseTimeout: timeout,
      defaultExecutionStartToCloseTimeout: executionTimeout,
      defaultTaskList: taskList,
      defaultTaskPriority: priority,
      defaultChildPolicy: childPolicy,
      defaultLambdaRole: text(1, 1600),
    }),
    output: undefined,
    faults: [
      'TypeAlreadyExistsFault',
      'LimitExceededFault',
      'UnknownResourceFault',
      'OperationNotPermittedFault',
    ],
  },
  RegisterActivityType: {
    input: structure({
      domain: required(text(1, 256)),
      name: required(plain(1, 256)),
      version: required(plain(1, 64)),
      description: text(0, 1024),
      defaultTaskStartToCloseTimeout: timeout,
      defaultTaskHeartbeatTimeout: timeout,
      defaultTaskList: taskList,
      defaultTaskPriority: priority,
      defaultTaskScheduleToStartTimeout: timeout,
      defaultTaskScheduleToCloseTimeout: timeout,
    }),
    output: undefined,
    faults: [
      'TypeAlreadyExistsFault',
      'LimitExceededFault',
      'UnknownResourceFault',
      'OperationNotPermittedFault',
    ],
  },
  DescribeWorkflowType: {
    input: structure({ domain: required(text(1, 256)), workflowType: required(type) }),
    output: {
      typeInfo: outputs.workflowTypeInfo,
      configuration: {
        defaultTaskStartToCloseTimeout: maybe('text'),
        defaultExecutionStartToCloseTimeout: maybe('text'),
        defaultTaskList: maybe(outputs.taskList),
        defaultTaskPriority: maybe('text'),
        defaultChildPolicy: maybe(outputs.childPolicy),
        defaultLambdaRole: maybe('text'),
      },
    },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  DescribeActivityType: {
    input: structure({ domain: required(text(1, 256)), activityType: required(type) }),
    output: {
      typeInfo: outputs.activityTypeInfo,
      configuration: {
        defaultTaskStartToCloseTimeout: maybe('text'),
        defaultTaskHeartbeatTimeout: maybe('text'),
        defaultTaskList: maybe(outputs.taskList),
        defaultTaskPriority: maybe('text'),
        defaultTaskScheduleToStartTimeout: maybe('text'),
        defaultTaskScheduleToCloseTimeout: maybe('text'),
      },
    },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  ListWorkflowTypes: {
    input: structure({
      domain: required(text(1, 256)),
      name: text(1, 256),
      registrationStatus: required(registrationStatus),
      nextPageToken: text(0, 2048),
      maximumPageSize: whole(0, 1000),
      reverseOrder: flag,
    }),
    output: { typeInfos: [outputs.workflowTypeInfo], nextPageToken: maybe('text') },
    faults: ['OperationNotPermittedFault', 'UnknownResourceFault'],
  },
  ListActivityTypes: {
    input: structure({
      domain: required(text(1, 256)),
      name: text(1, 256),
      registrationStatus: required(registrationStatus),
      nextPageToken: text(0, 2048),
      maximumPageSize: whole(0, 1000),
      reverseOrder: flag,
    }),
    output: { typeInfos: [outputs.activityTypeInfo], nextPageToken: maybe('text') },
    faults: ['OperationNotPermittedFault', 'UnknownResourceFault'],
  },
  DeprecateWorkflowType: {
    input: structure({ domain: required(text(1, 256)), workflowType: required(type) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'TypeDeprecatedFault', 'OperationNotPermittedFault'],
  },
  DeprecateActivityType: {
    input: structure({ domain: required(text(1, 256)), activityType: required(type) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'TypeDeprecatedFault', 'OperationNotPermittedFault'],
  },
  UndeprecateWorkflowType: {
    input: structure({ domain: required(text(1, 256)), workflowType: required(type) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'TypeAlreadyExistsFault', 'OperationNotPermittedFault'],
  },
  UndeprecateActivityType: {
    input: structure({ domain: required(text(1, 256)), activityType: required(type) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'TypeAlreadyExistsFault', 'OperationNotPermittedFault'],
  },
  DeleteWorkflowType: {
    input: structure({ domain: required(text(1, 256)), workflowType: required(type) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'TypeNotDeprecatedFault', 'OperationNotPermittedFault'],
  },
  DeleteActivityType: {
    input: structure({ domain: required(text(1, 256)), activityType: required(type) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'TypeNotDeprecatedFault', 'OperationNotPermittedFault'],
  },
} satisfies Record<string, Operation>;
