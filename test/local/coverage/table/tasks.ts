import { decision } from './decisions.js';
import { flag, list, required, structure, text, timeout, whole } from './Input.js';
import { taskList } from './inputs.js';
import type { Operation } from './Operation.js';
import { maybe } from './Output.js';
import * as outputs from './outputs.js';

/** Decision tasks and activity tasks. */
export const tasks = {
  // An empty poll has numbers only.
  PollForDecisionTask: {
    input: structure({
      domain: required(text(1, 256)),
      taskList: required(taskList),
      identity: text(0, 256),
      nextPageToken: text(0, 2048),
      maximumPageSize: whole(0, 1000),
      reverseOrder: flag,
      startAtPreviousStartedEvent: flag,
    }),
    output: {
      taskToken: maybe('text'),
      startedEventId: 'number',
      workflowExecution: maybe(outputs.execution),
      workflowType: maybe(outputs.type),
      events: maybe([outputs.historyEvent]),
      nextPageToken: maybe('text'),
      previousStartedEventId: 'number',
    },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault', 'LimitExceededFault'],
  },
  RespondDecisionTaskCompleted: {
    input: structure({
      taskToken: required(text(1, 1024)),
      decisions: list(decision, 100),
      executionContext: text(0, 32_768),
      taskList,
      taskListScheduleToStartTimeout: timeout,
    }),
    output: undefined,
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  PollForActivityTask: {
    input: structure({
      domain: required(text(1, 256)),
      taskList: required(taskList),
      identity: text(0, 256),
    }),
    output: {
      taskToken: maybe('text'),
      activityId: maybe('text'),
      startedEventId: 'number',
      workflowExecution: maybe(outputs.execution),
      activityType: maybe(outputs.type),
      input: maybe('text'),
    },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault', 'LimitExceededFault'],
  },
  RecordActivityTaskHeartbeat: {
    input: structure({ taskToken: required(text(1, 1024)), details: text(0, 2048) }),
    output: { cancelRequested: 'flag' },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  RespondActivityTaskCompleted: {
    input: structure({ taskToken: required(text(1, 1024)), result: text(0, 32_768) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  RespondActivityTaskCanceled: {
    input: structure({ taskToken: required(text(1, 1024)), details: text(0, 32_768) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  RespondActivityTaskFailed: {
    input: structure({ taskToken: required(text(1, 1024)), reason: text(0, 256), details: text(0, 32_768) }),
    output: undefined,
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  CountPendingDecisionTasks: {
    input: structure({ domain: required(text(1, 256)), taskList: required(taskList) }),
    output: { count: 'number', truncated: 'flag' },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  CountPendingActivityTasks: {
    input: structure({ domain: required(text(1, 256)), taskList: required(taskList) }),
    output: { count: 'number', truncated: 'flag' },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
} satisfies Record<string, Operation>;
