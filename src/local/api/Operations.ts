import type * as Swf from '@aws-sdk/client-swf';
import type { Wire } from './wire.js';

/** The input of an operation, and its output if it has one. */
interface Signature<I, O = undefined> {
  readonly input: Wire<I>;
  readonly output: O extends undefined ? undefined : Wire<O>;
}

/** The 39 operations of API version 2012-01-25. */
export interface Operations {
  readonly CountClosedWorkflowExecutions: Signature<
    Swf.CountClosedWorkflowExecutionsInput,
    Swf.WorkflowExecutionCount
  >;
  readonly CountOpenWorkflowExecutions: Signature<
    Swf.CountOpenWorkflowExecutionsInput,
    Swf.WorkflowExecutionCount
  >;
  readonly CountPendingActivityTasks: Signature<Swf.CountPendingActivityTasksInput, Swf.PendingTaskCount>;
  readonly CountPendingDecisionTasks: Signature<Swf.CountPendingDecisionTasksInput, Swf.PendingTaskCount>;
  readonly DeleteActivityType: Signature<Swf.DeleteActivityTypeInput>;
  readonly DeleteWorkflowType: Signature<Swf.DeleteWorkflowTypeInput>;
  readonly DeprecateActivityType: Signature<Swf.DeprecateActivityTypeInput>;
  readonly DeprecateDomain: Signature<Swf.DeprecateDomainInput>;
  readonly DeprecateWorkflowType: Signature<Swf.DeprecateWorkflowTypeInput>;
  readonly DescribeActivityType: Signature<Swf.DescribeActivityTypeInput, Swf.ActivityTypeDetail>;
  readonly DescribeDomain: Signature<Swf.DescribeDomainInput, Swf.DomainDetail>;
  readonly DescribeWorkflowExecution: Signature<
    Swf.DescribeWorkflowExecutionInput,
    Swf.WorkflowExecutionDetail
  >;
  readonly DescribeWorkflowType: Signature<Swf.DescribeWorkflowTypeInput, Swf.WorkflowTypeDetail>;
  readonly GetWorkflowExecutionHistory: Signature<Swf.GetWorkflowExecutionHistoryInput, Swf.History>;
  readonly ListActivityTypes: Signature<Swf.ListActivityTypesInput, Swf.ActivityTypeInfos>;
  readonly ListClosedWorkflowExecutions: Signature<
    Swf.ListClosedWorkflowExecutionsInput,
    Swf.WorkflowExecutionInfos
  >;
  readonly ListDomains: Signature<Swf.ListDomainsInput, Swf.DomainInfos>;
  readonly ListOpenWorkflowExecutions: Signature<
    Swf.ListOpenWorkflowExecutionsInput,
    Swf.WorkflowExecutionInfos
  >;
  readonly ListTagsForResource: Signature<Swf.ListTagsForResourceInput, Swf.ListTagsForResourceOutput>;
  readonly ListWorkflowTypes: Signature<Swf.ListWorkflowTypesInput, Swf.WorkflowTypeInfos>;
  readonly PollForActivityTask: Signature<Swf.PollForActivityTaskInput, Swf.ActivityTask>;
  readonly PollForDecisionTask: Signature<Swf.PollForDecisionTaskInput, Swf.DecisionTask>;
  readonly RecordActivityTaskHeartbeat: Signature<
    Swf.RecordActivityTaskHeartbeatInput,
    Swf.ActivityTaskStatus
  >;
  readonly RegisterActivityType: Signature<Swf.RegisterActivityTypeInput>;
  readonly RegisterDomain: Signature<Swf.RegisterDomainInput>;
  readonly RegisterWorkflowType: Signature<Swf.RegisterWorkflowTypeInput>;
  readonly RequestCancelWorkflowExecution: Signature<Swf.RequestCancelWorkflowExecutionInput>;
  readonly RespondActivityTaskCanceled: Signature<Swf.RespondActivityTaskCanceledInput>;
  readonly RespondActivityTaskCompleted: Signature<Swf.RespondActivityTaskCompletedInput>;
  readonly RespondActivityTaskFailed: Signature<Swf.RespondActivityTaskFailedInput>;
  readonly RespondDecisionTaskCompleted: Signature<Swf.RespondDecisionTaskCompletedInput>;
  readonly SignalWorkflowExecution: Signature<Swf.SignalWorkflowExecutionInput>;
  readonly StartWorkflowExecution: Signature<Swf.StartWorkflowExecutionInput, Swf.Run>;
  readonly TagResource: Signature<Swf.TagResourceInput>;
  readonly TerminateWorkflowExecution: Signature<Swf.TerminateWorkflowExecutionInput>;
  readonly UndeprecateActivityType: Signature<Swf.UndeprecateActivityTypeInput>;
  readonly UndeprecateDomain: Signature<Swf.UndeprecateDomainInput>;
  readonly UndeprecateWorkflowType: Signature<Swf.UndeprecateWorkflowTypeInput>;
  readonly UntagResource: Signature<Swf.UntagResourceInput>;
}

export type OperationName = keyof Operations;
export type Input<N extends OperationName> = Operations[N]['input'];
export type Output<N extends OperationName> = Operations[N]['output'];

/** The operations that poll for a task. */
export type PollName = 'PollForActivityTask' | 'PollForDecisionTask';

export const isPoll = (name: OperationName): name is PollName => name.startsWith('PollFor');
