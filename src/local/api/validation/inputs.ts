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
import { flag, list, required, type Shape, structure, text, timestamp } from './shape.js';

/** The maximum number of decisions in one response. */
const mostDecisions = 100;

const domain = required(anyName);
const paging = { nextPageToken: pageToken, maximumPageSize: pageSize, reverseOrder: flag };
const timeFilter = structure({ oldestDate: required(timestamp), latestDate: timestamp });
const aWorkflowType = structure({ domain, workflowType: required(type) });
const anActivityType = structure({ domain, activityType: required(type) });
const pending = structure({ domain, taskList: required(taskList) });
const onExecution = { domain, workflowId: required(anyName), runId: runIdOptional };

const openFilters = {
  startTimeFilter: required(timeFilter),
  executionFilter: structure({ workflowId: required(anyName) }),
  typeFilter: structure({ name: required(anyName), version: text(0, 64) }),
  tagFilter: structure({ tag: required(tag) }),
};
const closedFilters = {
  ...openFilters,
  startTimeFilter: timeFilter,
  closeTimeFilter: timeFilter,
  closeStatusFilter: structure({ status: required(closeStatus) }),
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
  DeprecateDomain: structure({ name: required(anyName) }),
  DeprecateWorkflowType: aWorkflowType,
  DescribeActivityType: anActivityType,
  DescribeDomain: structure({ name: required(anyName) }),
  DescribeWorkflowExecution: structure({ domain, execution: required(execution) }),
  DescribeWorkflowType: aWorkflowType,
  GetWorkflowExecutionHistory: structure({ domain, execution: required(execution), ...paging }),
  ListActivityTypes: structure({
    domain,
    name: anyName,
    registrationStatus: required(registrationStatus),
    ...paging,
  }),
  ListClosedWorkflowExecutions: structure({ domain, ...closedFilters, ...paging }),
  ListDomains: structure({ registrationStatus: required(registrationStatus), ...paging }),
  ListOpenWorkflowExecutions: structure({ domain, ...openFilters, ...paging }),
  ListTagsForResource: structure({ resourceArn: required(arn) }),
  ListWorkflowTypes: structure({
    domain,
    name: anyName,
    registrationStatus: required(registrationStatus),
    ...paging,
  }),
  PollForActivityTask: structure({ domain, taskList: required(taskList), identity }),
  PollForDecisionTask: structure({
    domain,
    taskList: required(taskList),
    identity,
    ...paging,
    startAtPreviousStartedEvent: flag,
  }),
  RecordActivityTaskHeartbeat: structure({ taskToken: required(taskToken), details: limitedData }),
  RegisterActivityType: structure({
    domain,
    name: required(name),
    version: required(version),
    description,
    defaultTaskStartToCloseTimeout: timeout,
    defaultTaskHeartbeatTimeout: timeout,
    defaultTaskList: taskList,
    defaultTaskPriority: taskPriority,
    defaultTaskScheduleToStartTimeout: timeout,
    defaultTaskScheduleToCloseTimeout: timeout,
  }),
  RegisterDomain: structure({
    name: required(newDomainName),
    description,
    workflowExecutionRetentionPeriodInDays: required(retentionPeriod),
    tags: resourceTags,
  }),
  RegisterWorkflowType: structure({
    domain,
    name: required(name),
    version: required(version),
    description,
    defaultTaskStartToCloseTimeout: timeout,
    defaultExecutionStartToCloseTimeout: timeSpan,
    defaultTaskList: taskList,
    defaultTaskPriority: taskPriority,
    defaultChildPolicy: childPolicy,
    defaultLambdaRole: arn,
  }),
  RequestCancelWorkflowExecution: structure(onExecution),
  RespondActivityTaskCanceled: structure({ taskToken: required(taskToken), details: data }),
  RespondActivityTaskCompleted: structure({ taskToken: required(taskToken), result: data }),
  RespondActivityTaskFailed: structure({ taskToken: required(taskToken), reason, details: data }),
  RespondDecisionTaskCompleted: structure({
    taskToken: required(taskToken),
    decisions: list(decision, mostDecisions),
    executionContext: data,
    taskList,
    taskListScheduleToStartTimeout: timeout,
  }),
  SignalWorkflowExecution: structure({ ...onExecution, signalName: required(signalName), input: data }),
  StartWorkflowExecution: structure({
    domain,
    workflowId: required(name),
    workflowType: required(type),
    taskList,
    taskPriority,
    input: data,
    executionStartToCloseTimeout: timeSpan,
    tagList,
    taskStartToCloseTimeout: timeout,
    childPolicy,
    lambdaRole: arn,
  }),
  TagResource: structure({ resourceArn: required(arn), tags: required(resourceTags) }),
  TerminateWorkflowExecution: structure({ ...onExecution, reason, details: data, childPolicy }),
  UndeprecateActivityType: anActivityType,
  UndeprecateDomain: structure({ name: required(anyName) }),
  UndeprecateWorkflowType: aWorkflowType,
  UntagResource: structure({ resourceArn: required(arn), tagKeys: required(list(resourceTagKey)) }),
};
