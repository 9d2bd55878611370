/** Types of the history events that SWF reports to EventBridge. */
export type ReportedEventType =
  | 'WorkflowExecutionStarted'
  | 'WorkflowExecutionCompleted'
  | 'WorkflowExecutionFailed'
  | 'WorkflowExecutionTimedOut'
  | 'WorkflowExecutionCanceled'
  | 'WorkflowExecutionTerminated'
  | 'WorkflowExecutionContinuedAsNew'
  | 'ActivityTaskFailed'
  | 'ActivityTaskTimedOut'
  | 'ActivityTaskCanceled'
  | 'LambdaFunctionFailed'
  | 'LambdaFunctionTimedOut'
  | 'StartLambdaFunctionFailed'
  | 'ChildWorkflowExecutionFailed'
  | 'ChildWorkflowExecutionTimedOut'
  | 'DecisionTaskTimedOut'
  | 'TimerCanceled'
  | 'ScheduleActivityTaskFailed'
  | 'StartActivityTaskFailed'
  | 'RequestCancelActivityTaskFailed'
  | 'StartTimerFailed'
  | 'CancelTimerFailed'
  | 'StartChildWorkflowExecutionFailed'
  | 'SignalExternalWorkflowExecutionFailed'
  | 'RequestCancelExternalWorkflowExecutionFailed'
  | 'ScheduleLambdaFunctionFailed'
  | 'RecordMarkerFailed'
  | 'CompleteWorkflowExecutionFailed'
  | 'FailWorkflowExecutionFailed'
  | 'CancelWorkflowExecutionFailed'
  | 'ContinueAsNewWorkflowExecutionFailed';

/** The execution at the time of a {@link StateChange}, as `DescribeWorkflowExecution` shows it. */
export interface StateChangeExecution {
  readonly executionInfo: {
    readonly execution: { readonly workflowId: string; readonly runId: string };
    readonly workflowType: { readonly name: string; readonly version: string };
    /** Milliseconds since the epoch. */
    readonly startTimestamp: number;
    /** Milliseconds since the epoch. */
    readonly closeTimestamp: number | null;
    readonly executionStatus: 'OPEN' | 'CLOSED';
    readonly closeStatus: string | null;
    readonly parent: { readonly workflowId: string; readonly runId: string } | null;
    readonly parentExecutionArn: string | null;
    readonly tagList: readonly string[] | null;
    readonly cancelRequested: boolean;
  };
  readonly executionConfiguration: Readonly<Record<string, unknown>>;
  readonly openCounts: Readonly<Record<string, number>>;
  /** Milliseconds since the epoch. */
  readonly latestActivityTaskTimestamp: number | null;
  readonly latestExecutionContext: string | null;
}

/**
 * The envelope in which Amazon EventBridge delivers a state change of an SWF execution.
 *
 * @see {@link noticeFrom}, which reads the members that a watch needs
 */
export interface StateChange {
  readonly version: string;
  readonly id: string;
  readonly 'detail-type': 'Simple Workflow Execution State Change';
  readonly source: 'aws.swf';
  /** AWS account ID. */
  readonly account: string;
  /** When the event was written, in ISO 8601 with whole seconds. */
  readonly time: string;
  readonly region: string;
  /** The ARN of the domain, the only member that names it. */
  readonly resources: readonly string[];
  readonly detail: {
    readonly eventId: number;
    readonly eventType: ReportedEventType;
    readonly workflowExecutionDetail: StateChangeExecution;
  };
}
