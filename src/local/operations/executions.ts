import type { WorkflowExecutionDetail, WorkflowExecutionInfo } from '@aws-sdk/client-swf';
import { faults } from '../api/faults.js';
import { toWireTime, type Wire } from '../api/wire.js';
import { record } from '../history/record.js';
import { resolveOptions, startExecution } from '../history/startExecution.js';
import { countOpen } from '../history/views/executions.js';
import type { Execution } from '../state/Execution.js';
import { historyPage } from './historyPage.js';
import { findExecution, findOpenExecution, findRegisteredDomain, findWorkflowType } from './lookups.js';
import type { Operation } from './Operation.js';
import { openPage, sealPage } from './paging.js';

export const startWorkflowExecution: Operation<'StartWorkflowExecution'> = (region, input) => {
  const { workflowId, workflowType } = input;
  const domain = findRegisteredDomain(region, input.domain);
  const type = findWorkflowType(domain, workflowType);
  if (type.status === 'DEPRECATED') throw faults.typeDeprecated('WorkflowType', workflowType);
  const options = resolveOptions(input, type);
  if ('missing' in options) throw faults.defaultUndefined(options.missing);
  if (domain.openExecutions.has(workflowId)) throw faults.alreadyStarted();
  const most = region.quotas.openExecutionsPerDomain;
  if (domain.openExecutions.size >= most) {
    throw faults.limitExceeded(`Limit on maximum number of open executions reached: ${most}`);
  }
  const runId = region.newRunId();
  startExecution(domain, type, { workflowId, runId }, options);
  return { runId };
};

export const signalWorkflowExecution: Operation<'SignalWorkflowExecution'> = (region, input) => {
  const { signalName, input: payload } = input;
  const execution = findOpenExecution(region, input);
  region.throttle?.admitFor(execution, 'SignalWorkflowExecution', region.now);
  record(execution, 'WorkflowExecutionSignaled', {
    signalName,
    input: payload,
    externalInitiatedEventId: 0,
  });
};

export const requestCancelWorkflowExecution: Operation<'RequestCancelWorkflowExecution'> = (
  region,
  input,
) => {
  const execution = findOpenExecution(region, input);
  region.throttle?.admitFor(execution, 'RequestCancelWorkflowExecution', region.now);
  record(execution, 'WorkflowExecutionCancelRequested', { externalInitiatedEventId: 0 });
};

export const terminateWorkflowExecution: Operation<'TerminateWorkflowExecution'> = (region, input) => {
  const execution = findOpenExecution(region, input);
  const { reason, details, childPolicy = execution.configuration.childPolicy } = input;
  record(execution, 'WorkflowExecutionTerminated', {
    childPolicy,
    cause: 'OPERATOR_INITIATED',
    reason,
    details,
  });
};

/** Returns the information on an execution for lists and descriptions. */
export function infoOf(source: Execution): Wire<WorkflowExecutionInfo> {
  const { execution, workflowType, startedAt, closed, parent, tagList, cancelRequested } = source;
  return {
    execution,
    workflowType,
    startTimestamp: toWireTime(startedAt),
    closeTimestamp: closed === undefined ? undefined : toWireTime(closed.at),
    executionStatus: closed === undefined ? 'OPEN' : 'CLOSED',
    closeStatus: closed?.status,
    parent: parent?.execution,
    tagList,
    // False after the close, as in recordings of Amazon's service.
    cancelRequested: cancelRequested && closed === undefined,
  };
}

const nothingOpen = {
  openActivityTasks: 0,
  openDecisionTasks: 0,
  openTimers: 0,
  openChildWorkflowExecutions: 0,
  openLambdaFunctions: 0,
};

export const describeWorkflowExecution: Operation<'DescribeWorkflowExecution'> = (region, input) =>
  descriptionOf(findExecution(region, input));

/** Returns the description of an execution. */
export function descriptionOf(execution: Execution): Wire<WorkflowExecutionDetail> {
  const { open, closed, configuration, latestActivityAt, latestExecutionContext } = execution;
  return {
    executionInfo: infoOf(execution),
    executionConfiguration: configuration,
    openCounts: open === undefined ? (closed?.openCounts ?? nothingOpen) : countOpen(open),
    latestActivityTaskTimestamp: latestActivityAt === undefined ? undefined : toWireTime(latestActivityAt),
    latestExecutionContext,
  };
}

export const getWorkflowExecutionHistory: Operation<'GetWorkflowExecutionHistory'> = (region, input) => {
  const execution = findExecution(region, input);
  region.throttle?.admitFor(execution, 'GetWorkflowExecutionHistory', region.now);
  const query = ['GetWorkflowExecutionHistory', input.domain, input.execution.runId, !!input.reverseOrder];
  const place = openPage(region, query, input.nextPageToken);
  if (place !== undefined && typeof place !== 'number') throw faults.invalidToken();
  const { events } = execution;
  const page = historyPage({ events, first: 1, last: events.length, place, input });
  return {
    events: page.events,
    nextPageToken: page.next === undefined ? undefined : sealPage(region, query, page.next),
  };
};
