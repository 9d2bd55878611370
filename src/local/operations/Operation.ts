import type * as Swf from '@aws-sdk/client-swf';
import type { Region } from '../state/Region.js';
import type { Wire } from '../wire.js';

/** An operation's input and output. `void` answers nothing at all. */
interface Signature<I, O> {
  readonly input: Wire<I>;
  readonly output: O extends void ? void : Wire<O>;
}

/** The 39 operations of API version 2012-01-25. A poll that finds no task has no output yet. */
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
  readonly DeleteActivityType: Signature<Swf.DeleteActivityTypeInput, void>;
  readonly DeleteWorkflowType: Signature<Swf.DeleteWorkflowTypeInput, void>;
  readonly DeprecateActivityType: Signature<Swf.DeprecateActivityTypeInput, void>;
  readonly DeprecateDomain: Signature<Swf.DeprecateDomainInput, void>;
  readonly DeprecateWorkflowType: Signature<Swf.DeprecateWorkflowTypeInput, void>;
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
  readonly RegisterActivityType: Signature<Swf.RegisterActivityTypeInput, void>;
  readonly RegisterDomain: Signature<Swf.RegisterDomainInput, void>;
  readonly RegisterWorkflowType: Signature<Swf.RegisterWorkflowTypeInput, void>;
  readonly RequestCancelWorkflowExecution: Signature<Swf.RequestCancelWorkflowExecutionInput, void>;
  readonly RespondActivityTaskCanceled: Signature<Swf.RespondActivityTaskCanceledInput, void>;
  readonly RespondActivityTaskCompleted: Signature<Swf.RespondActivityTaskCompletedInput, void>;
  readonly RespondActivityTaskFailed: Signature<Swf.RespondActivityTaskFailedInput, void>;
  readonly RespondDecisionTaskCompleted: Signature<Swf.RespondDecisionTaskCompletedInput, void>;
  readonly SignalWorkflowExecution: Signature<Swf.SignalWorkflowExecutionInput, void>;
  readonly StartWorkflowExecution: Signature<Swf.StartWorkflowExecutionInput, Swf.Run>;
  readonly TagResource: Signature<Swf.TagResourceInput, void>;
  readonly TerminateWorkflowExecution: Signature<Swf.TerminateWorkflowExecutionInput, void>;
  readonly UndeprecateActivityType: Signature<Swf.UndeprecateActivityTypeInput, void>;
  readonly UndeprecateDomain: Signature<Swf.UndeprecateDomainInput, void>;
  readonly UndeprecateWorkflowType: Signature<Swf.UndeprecateWorkflowTypeInput, void>;
  readonly UntagResource: Signature<Swf.UntagResourceInput, void>;
}

export type OperationName = keyof Operations;
export type Input<N extends OperationName> = Operations[N]['input'];
export type Output<N extends OperationName> = Operations[N]['output'];

/** The operations that wait for a task. */
export type PollName = 'PollForActivityTask' | 'PollForDecisionTask';

/**
 * Carries out one operation at `region.now`: changes the region and answers, or throws a fault and changes nothing.
 * A poll that finds no task answers undefined.
 */
export type Operation<N extends OperationName> = (
  region: Region,
  input: Input<N>,
) => N extends PollName ? Output<N> | undefined : Output<N>;
