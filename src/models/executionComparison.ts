import { executionConfiguration } from './ExecutionConfiguration.js';
import type { Comparison } from './Model.js';

const unknownUnlessGiven = [
  'runId',
  'workflowType',
  ...executionConfiguration,
  'tagList',
  'startTimestamp',
  'parent',
  'openCounts',
  'latestActivityTaskTimestamp',
  'latestExecutionContext',
];

/** Comparison of an execution with its remote version. */
export const executionComparison: Comparison = {
  attributes: [
    'domain',
    'workflowId',
    'runId',
    'workflowType',
    'status',
    'closeStatus',
    ...executionConfiguration,
    'tagList',
    'startTimestamp',
    'closeTimestamp',
    'cancelRequested',
    'parent',
    'openCounts',
    'latestActivityTaskTimestamp',
    'latestExecutionContext',
  ],
  filledIn: new Set(unknownUnlessGiven),
  unset: { taskPriority: 0, tagList: [], cancelRequested: false },
};
