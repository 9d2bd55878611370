import { flag, required, structure, tagText, text, whole } from './Input.js';
import { closeStatus, timeFilter } from './inputs.js';
import type { Operation } from './Operation.js';
import { maybe } from './Output.js';
import * as outputs from './outputs.js';

/** Executions, as lists and counts. */
export const visibility = {
  ListOpenWorkflowExecutions: {
    input: structure({
      domain: required(text(1, 256)),
      startTimeFilter: required(timeFilter),
      typeFilter: structure({ name: required(text(1, 256)), version: text(0, 64) }),
      tagFilter: structure({ tag: required(tagText(0, 256)) }),
      nextPageToken: text(0, 2048),
      maximumPageSize: whole(0, 1000),
      reverseOrder: flag,
      executionFilter: structure({ workflowId: required(text(1, 256)) }),
    }),
    output: { executionInfos: [outputs.executionInfo], nextPageToken: maybe('text') },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  ListClosedWorkflowExecutions: {
    input: structure({
      domain: required(text(1, 256)),
      startTimeFilter: timeFilter,
      closeTimeFilter: timeFilter,
      executionFilter: structure({ workflowId: required(text(1, 256)) }),
      closeStatusFilter: structure({ status: required(closeStatus) }),
      typeFilter: structure({ name: required(text(1, 256)), version: text(0, 64) }),
      tagFilter: structure({ tag: required(tagText(0, 256)) }),
      nextPageToken: text(0, 2048),
      maximumPageSize: whole(0, 1000),
      reverseOrder: flag,
    }),
    output: { executionInfos: [outputs.executionInfo], nextPageToken: maybe('text') },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  CountOpenWorkflowExecutions: {
    input: structure({
      domain: required(text(1, 256)),
      startTimeFilter: required(timeFilter),
      typeFilter: structure({ name: required(text(1, 256)), version: text(0, 64) }),
      tagFilter: structure({ tag: required(tagText(0, 256)) }),
      executionFilter: structure({ workflowId: required(text(1, 256)) }),
    }),
    output: { count: 'number', truncated: 'flag' },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
  CountClosedWorkflowExecutions: {
    input: structure({
      domain: required(text(1, 256)),
      startTimeFilter: timeFilter,
      closeTimeFilter: timeFilter,
      executionFilter: structure({ workflowId: required(text(1, 256)) }),
      typeFilter: structure({ name: required(text(1, 256)), version: text(0, 64) }),
      tagFilter: structure({ tag: required(tagText(0, 256)) }),
      closeStatusFilter: structure({ status: required(closeStatus) }),
    }),
    output: { count: 'number', truncated: 'flag' },
    faults: ['UnknownResourceFault', 'OperationNotPermittedFault'],
  },
} satisfies Record<string, Operation>;
