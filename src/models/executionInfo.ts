import type { DescribeWorkflowExecutionCommandOutput, WorkflowExecutionInfo } from '@aws-sdk/client-swf';
import { required } from '../requests/index.js';
import { executionId, markOrigin, typeId } from '../values/index.js';
import type { Domain } from './Domain.js';
import { configurationFrom } from './ExecutionConfiguration.js';

/** Returns model options from an entry of an execution listing. */
export function executionFromInfo(domain: Domain, info: WorkflowExecutionInfo) {
  const { execution, workflowType, parent } = info;
  return markOrigin('listing', {
    domain,
    ...executionId(execution),
    workflowType: typeId(workflowType),
    status: required(info.executionStatus, 'executionStatus'),
    closeStatus: info.closeStatus,
    startTimestamp: info.startTimestamp,
    closeTimestamp: info.closeTimestamp,
    cancelRequested: info.cancelRequested,
    tagList: info.tagList,
    parent: parent && executionId(parent),
  });
}

/** Returns model options from the output of `DescribeWorkflowExecution`. */
export function executionFromDescription(domain: Domain, answer: DescribeWorkflowExecutionCommandOutput) {
  const counts = required(answer.openCounts, 'openCounts');
  return {
    ...executionFromInfo(domain, required(answer.executionInfo, 'executionInfo')),
    ...configurationFrom(required(answer.executionConfiguration, 'executionConfiguration')),
    openCounts: {
      openActivityTasks: required(counts.openActivityTasks, 'openActivityTasks'),
      openDecisionTasks: required(counts.openDecisionTasks, 'openDecisionTasks'),
      openTimers: required(counts.openTimers, 'openTimers'),
      openChildWorkflowExecutions: required(
        counts.openChildWorkflowExecutions,
        'openChildWorkflowExecutions',
      ),
      openLambdaFunctions: counts.openLambdaFunctions ?? 0,
    },
    latestActivityTaskTimestamp: answer.latestActivityTaskTimestamp,
    latestExecutionContext: answer.latestExecutionContext,
  };
}
