import type { ChildPolicy, CloseStatus, ExecutionStatus } from '@aws-sdk/client-swf';

/** Ids of an execution. */
interface Ids {
  readonly workflowId: string;
  readonly runId: string;
}

/**
 * The execution in a state change, as `DescribeWorkflowExecution` returns it. Absent members are `null`, and timestamps
 * are milliseconds since the epoch.
 */
export interface ExecutionDetail {
  readonly executionInfo: {
    readonly execution: Ids;
    readonly workflowType: { readonly name: string; readonly version: string };
    readonly startTimestamp: number;
    readonly closeTimestamp: number | null;
    readonly executionStatus: ExecutionStatus;
    readonly closeStatus: CloseStatus | null;
    readonly parent: Ids | null;
    /** Always `null`: Amazon doesn't document its form for an execution with a parent. */
    readonly parentExecutionArn: null;
    readonly tagList: readonly string[] | null;
    readonly cancelRequested: boolean;
  };
  readonly executionConfiguration: {
    /** In seconds, or `NONE`. */
    readonly taskStartToCloseTimeout: string;
    /** In seconds, or `NONE`. */
    readonly executionStartToCloseTimeout: string;
    readonly taskList: { readonly name: string };
    readonly taskPriority: string | null;
    readonly childPolicy: ChildPolicy;
    readonly lambdaRole: string | null;
  };
  readonly openCounts: {
    readonly openActivityTasks: number;
    readonly openDecisionTasks: number;
    readonly openTimers: number;
    readonly openChildWorkflowExecutions: number;
    readonly openLambdaFunctions?: number | undefined;
  };
  readonly latestActivityTaskTimestamp: number | null;
  readonly latestExecutionContext: string | null;
}
