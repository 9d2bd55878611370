import type { Input, OperationName } from '../Operations.js';
import { decision } from './decisions.js';
import {
  anyName,
  arn,
  childPolicy,
  closeStatus,
  data,
  description,
  execution,
  identity,
  limitedData,
  name,
  newDomainName,
  pageSize,
  pageToken,
  reason,
  registrationStatus,
  resourceTagKey,
  resourceTags,
  retentionPeriod,
  runIdOptional,
  signalName,
  tag,
  tagList,
  taskList,
  taskPriority,
  taskToken,
  timeout,
  timeSpan,
  type,
  version,
} from './members.js';
import { flag, list, must, type Shape, structure, text, timestamp } from './shape.js';

/** The maximum number of decisions in one response. */
const mostDecisions = 100;

const domain = must(anyName);
const paging = { nextPageToken: pageToken, maximumPageSize: pageSize, reverseOrder: flag };
const timeFilter = structure({ oldestDate: must(timestamp), latestDate: timestamp });
const aWorkflowType = structure({ domain, workflowType: must(type) });
const anActivityType = structure({ domain, activityType: must(type) });
const pending = structure({ domain, taskList: must(taskList) });
const onExecution = { domain, workflowId: must(anyName), runId: runIdOptional };

const openFilters = {
  startTimeFilter: must(timeFilter),
  executionFilter: structure({ workflowId: must(anyName) }),
  typeFilter: structure({ name: must(anyName), version: text(0, 64) }),
  tagFilter: structure({ tag: must(tag) }),
};
const closedFilters = {
  ...openFilters,
  startTimeFilter: timeFilter,
  closeTimeFilter: timeFilter,
  closeStatusFilter: structure({ status: must(closeStatus) }),
};

/** The input shape of each operation. */
export const inputs: { readonly [N in OperationName]: Shape<Input<N>> } = {
  CountClosedWorkflowExecutions: structure({ domain, ...closedFilters }),
  CountOpenWorkflowExecutions: structure({ domain, ...openFilters }),
  CountPendingActivityTasks: pending,
  CountPendingDecisionTasks: pending,
  DeleteActivityType: anActivityType,
  DeleteWorkflowType: aWorkflowType,
  DeprecateActivityType: anActivityType,
  DeprecateDomain: structure({ name: must(anyName) }),
  DeprecateWorkflowType: aWorkflowType,
  DescribeActivityType: anActivityType,
  DescribeDomain: structure({ name: must(anyName) }),
  DescribeWorkflowExecution: structure({ domain, execution: must(execution) }),
  DescribeWorkflowType: aWorkflowType,
  GetWorkflowExecutionHistory: structure({ domain, execution: must(execution), ...paging }),
  ListActivityTypes: structure({
    domain,
    name: anyName,
    registrationStatus: must(registrationStatus),
    ...paging,
  }),
  ListClosedWorkflowExecutions: structure({ domain, ...closedFilters, ...paging }),
  ListDomains: structure({ registrationStatus: must(registrationStatus), ...paging }),
  ListOpenWorkflowExecutions: structure({ domain, ...openFilters, ...paging }),
  ListTagsForResource: structure({ resourceArn: must(arn) }),
  ListWorkflowTypes: structure({
    domain,
    name: anyName,
    registrationStatus: must(registrationStatus),
    ...paging,
  }),
  PollForActivityTask: structure({ domain, taskList: must(taskList), identity }),
  PollForDecisionTask: structure({
    domain,
    taskList: must(taskList),
    identity,
    ...paging,
    startAtPreviousStartedEvent: flag,
  }),
  RecordActivityTaskHeartbeat: structure({ taskToken: must(taskToken), details: limitedData }),
  RegisterActivityType: structure({
    domain,
    name: must(name),
    version: must(version),
    description,
    defaultTaskStartToCloseTimeout: timeout,
    defaultTaskHeartbeatTimeout: timeout,
    defaultTaskList: taskList,
    defaultTaskPriority: taskPriority,
    defaultTaskScheduleToStartTimeout: timeout,
    defaultTaskScheduleToCloseTimeout: timeout,
  }),
  RegisterDomain: structure({
    name: must(newDomainName),
    description,
    workflowExecutionRetentionPeriodInDays: must(retentionPeriod),
    tags: resourceTags,
  }),
  RegisterWorkflowType: structure({
    domain,
    name: must(name),
    version: must(version),
    description,
    defaultTaskStartToCloseTimeout: timeout,
    defaultExecutionStartToCloseTimeout: timeSpan,
    defaultTaskList: taskList,
    defaultTaskPriority: taskPriority,
    defaultChildPolicy: childPolicy,
    defaultLambdaRole: arn,
  }),
  RequestCancelWorkflowExecution: structure(onExecution),
  RespondActivityTaskCanceled: structure({ taskToken: must(taskToken), details: data }),
  RespondActivityTaskCompleted: structure({ taskToken: must(taskToken), result: data }),
  RespondActivityTaskFailed: structure({ taskToken: must(taskToken), reason, details: data }),
  RespondDecisionTaskCompleted: structure({
    taskToken: must(taskToken),
    decisions: list(decision, mostDecisions),
    executionContext: data,
    taskList,
    taskListScheduleToStartTimeout: timeout,
  }),
  SignalWorkflowExecution: structure({ ...onExecution, signalName: must(signalName), input: data }),
  StartWorkflowExecution: structure({
    domain,
    workflowId: must(name),
    workflowType: must(type),
    taskList,
    taskPriority,
    input: data,
    executionStartToCloseTimeout: timeSpan,
    tagList,
    taskStartToCloseTimeout: timeout,
    childPolicy,
    lambdaRole: arn,
  }),
  TagResource: structure({ resourceArn: must(arn), tags: must(resourceTags) }),
  TerminateWorkflowExecution: structure({ ...onExecution, reason, details: data, childPolicy }),
  UndeprecateActivityType: anActivityType,
  UndeprecateDomain: structure({ name: must(anyName) }),
  UndeprecateWorkflowType: aWorkflowType,
  UntagResource: structure({ resourceArn: must(arn), tagKeys: must(list(resourceTagKey)) }),
};
