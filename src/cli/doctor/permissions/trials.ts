import {
  CountClosedWorkflowExecutionsCommand,
  CountOpenWorkflowExecutionsCommand,
  CountPendingActivityTasksCommand,
  CountPendingDecisionTasksCommand,
  DescribeActivityTypeCommand,
  DescribeDomainCommand,
  DescribeWorkflowExecutionCommand,
  DescribeWorkflowTypeCommand,
  GetWorkflowExecutionHistoryCommand,
  ListActivityTypesCommand,
  ListClosedWorkflowExecutionsCommand,
  ListDomainsCommand,
  ListOpenWorkflowExecutionsCommand,
  ListWorkflowTypesCommand,
  RequestCancelWorkflowExecutionCommand,
  SignalWorkflowExecutionCommand,
  StartWorkflowExecutionCommand,
  TerminateWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import type { Domain } from '../../../models/index.js';
import { request, uuid } from '../../../requests/index.js';
import type { SeenTypes } from '../types/seenTypes.js';
import type { Trial } from './Trial.js';

/** No execution has this workflow id, and no type this version. */
const nobody = () => `rx-swf-doctor-${uuid()}`;

/** A run id in Amazon's form, which no run has. */
const noRun = '22AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

/**
 * Returns the calls that show what is permitted. Reads change nothing. Writes are about an execution or a version of a
 * type that doesn't exist, so that SWF refuses them with `UnknownResourceFault` after IAM has permitted them.
 *
 * Policies may name types and task lists: calls about these take those of the program. Not tried are polls, which may
 * take a task; answers and heartbeats, whose token SWF checks before it asks IAM; decisions, which need a task; and
 * registrations, which would register something.
 */
export function trials(
  { name: domain, client }: Domain,
  { workflows, activities }: SeenTypes,
  now: Date,
): readonly Trial[] {
  const nothing = { oldestDate: now };
  const execution = { workflowId: nobody(), runId: noRun };
  const workflowId = execution.workflowId;
  const page = { domain, maximumPageSize: 1 };
  const [workflow, activity] = [workflows[0], activities[0]];
  const decisionList = workflows.find(({ taskList }) => taskList !== undefined)?.taskList;
  const activityList = activities.find(({ taskList }) => taskList !== undefined)?.taskList;
  const registered = { registrationStatus: 'REGISTERED' } as const;
  const of = (operation: string, call$: Trial['call$']): Trial => ({ operation, call$ });
  return [
    of('ListDomains', request(client, ListDomainsCommand, { ...registered, maximumPageSize: 1 })),
    of('DescribeDomain', request(client, DescribeDomainCommand, { name: domain })),
    of('ListWorkflowTypes', request(client, ListWorkflowTypesCommand, { ...page, ...registered })),
    of('ListActivityTypes', request(client, ListActivityTypesCommand, { ...page, ...registered })),
    of(
      'ListOpenWorkflowExecutions',
      request(client, ListOpenWorkflowExecutionsCommand, { ...page, startTimeFilter: nothing }),
    ),
    of(
      'ListClosedWorkflowExecutions',
      request(client, ListClosedWorkflowExecutionsCommand, { ...page, closeTimeFilter: nothing }),
    ),
    of(
      'CountOpenWorkflowExecutions',
      request(client, CountOpenWorkflowExecutionsCommand, { domain, startTimeFilter: nothing }),
    ),
    of(
      'CountClosedWorkflowExecutions',
      request(client, CountClosedWorkflowExecutionsCommand, { domain, closeTimeFilter: nothing }),
    ),
    of('DescribeWorkflowExecution', request(client, DescribeWorkflowExecutionCommand, { domain, execution })),
    of(
      'GetWorkflowExecutionHistory',
      request(client, GetWorkflowExecutionHistoryCommand, { domain, execution }),
    ),
    of(
      'SignalWorkflowExecution',
      request(client, SignalWorkflowExecutionCommand, { domain, workflowId, signalName: 'rx-swf-doctor' }),
    ),
    of(
      'RequestCancelWorkflowExecution',
      request(client, RequestCancelWorkflowExecutionCommand, { domain, workflowId }),
    ),
    of(
      'TerminateWorkflowExecution',
      request(client, TerminateWorkflowExecutionCommand, { domain, workflowId }),
    ),
    ...(decisionList === undefined
      ? []
      : [
          of(
            'CountPendingDecisionTasks',
            request(client, CountPendingDecisionTasksCommand, { domain, taskList: { name: decisionList } }),
          ),
        ]),
    ...(activityList === undefined
      ? []
      : [
          of(
            'CountPendingActivityTasks',
            request(client, CountPendingActivityTasksCommand, { domain, taskList: { name: activityList } }),
          ),
        ]),
    ...(workflow === undefined
      ? []
      : [
          of(
            'DescribeWorkflowType',
            request(client, DescribeWorkflowTypeCommand, {
              domain,
              workflowType: { name: workflow.name, version: workflow.version },
            }),
          ),
          of(
            'StartWorkflowExecution',
            request(client, StartWorkflowExecutionCommand, {
              domain,
              workflowId,
              workflowType: { name: workflow.name, version: workflowId },
            }),
          ),
        ]),
    ...(activity === undefined
      ? []
      : [
          of(
            'DescribeActivityType',
            request(client, DescribeActivityTypeCommand, {
              domain,
              activityType: { name: activity.name, version: activity.version },
            }),
          ),
        ]),
  ];
}
