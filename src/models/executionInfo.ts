import type { DescribeWorkflowExecutionCommandOutput, WorkflowExecutionInfo } from '@aws-sdk/client-swf';
import { requireMember } from '../requests/index.js';
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
    status: requireMember(info.executionStatus, 'executionStatus'),
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
  const counts = requireMember(answer.openCounts, 'openCounts');
  return {
    ...executionFromInfo(domain, requireMember(answer.executionInfo, 'executionInfo')),
    ...configurationFrom(requireMember(answer.executionConfiguration, 'executionConfiguration')),
    openCounts: {
      openActivityTasks: requireMember(counts.openActivityTasks, 'openActivityTasks'),
      openDecisionTasks: requireMember(counts.openDecisionTasks, 'openDecisionTasks'),
      openTimers: requireMember(counts.openTimers, 'openTimers'),
      openChildWorkflowExecutions: requireMember(
        counts.openChildWorkflowExecutions,
        'openChildWorkflowExecutions',
      ),
      openLambdaFunctions: counts.openLambdaFunctions ?? 0,
    },
    latestActivityTaskTimestamp: answer.latestActivityTaskTimestamp,
    latestExecutionContext: answer.latestExecutionContext,
  };
}
