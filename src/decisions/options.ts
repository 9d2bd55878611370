import type { ChildPolicy } from '@aws-sdk/client-swf';
import type { Duration, TypeId } from '../values/index.js';

/** Options of `scheduleActivityTask`. Omitted timeouts default to those of the type. */
export interface ScheduleActivityTaskOptions {
  /** An `ActivityType`, or its name and version. */
  readonly activityType: TypeId;
  /** 1 to 256 characters. Must be unique among the execution's open activities. */
  readonly activityId: string;
  readonly input?: unknown;
  /** Data for later decisions only; it is not passed to workers. */
  readonly control?: unknown;
  readonly taskList?: string | undefined;
  readonly taskPriority?: number | undefined;
  readonly scheduleToStartTimeout?: Duration | undefined;
  readonly scheduleToCloseTimeout?: Duration | undefined;
  readonly startToCloseTimeout?: Duration | undefined;
  readonly heartbeatTimeout?: Duration | undefined;
}

/** Options of `requestCancelActivityTask`. */
export interface RequestCancelActivityTaskOptions {
  readonly activityId: string;
}

/** Options of `startTimer`. */
export interface StartTimerOptions {
  /** 1 to 256 characters. Must be unique among the execution's open timers. */
  readonly timerId: string;
  /** Seconds, from 0 to a year. */
  readonly startToFireTimeout: number;
  readonly control?: unknown;
}

/** Options of `cancelTimer`. */
export interface CancelTimerOptions {
  readonly timerId: string;
}

/** Options of `recordMarker`. */
export interface RecordMarkerOptions {
  /** 1 to 256 characters. */
  readonly markerName: string;
  readonly details?: unknown;
}

/** Options of `completeWorkflowExecution`. */
export interface CompleteWorkflowExecutionOptions {
  readonly result?: unknown;
}

/** Options of `failWorkflowExecution`. */
export interface FailWorkflowExecutionOptions {
  /** At most 256 characters. */
  readonly reason?: string | undefined;
  readonly details?: unknown;
}

/** Options of `cancelWorkflowExecution`. */
export interface CancelWorkflowExecutionOptions {
  readonly details?: unknown;
}

/** Options of a new execution, which override its type's defaults. */
export interface NewExecutionOptions {
  readonly input?: unknown;
  readonly taskList?: string | undefined;
  readonly taskPriority?: number | undefined;
  readonly childPolicy?: ChildPolicy | undefined;
  readonly executionStartToCloseTimeout?: Duration | undefined;
  readonly taskStartToCloseTimeout?: Duration | undefined;
  /** At most 5 tags. */
  readonly tagList?: readonly string[] | undefined;
  /** ARN of the IAM role that Lambda functions are invoked with. */
  readonly lambdaRole?: string | undefined;
}

/** Options of `continueAsNewWorkflowExecution`. Nothing is inherited from the execution that it closes. */
export interface ContinueAsNewWorkflowExecutionOptions extends NewExecutionOptions {
  /** @defaultValue the version of this execution */
  readonly workflowTypeVersion?: string | undefined;
}

/** Options of `startChildWorkflowExecution`. */
export interface StartChildWorkflowExecutionOptions extends NewExecutionOptions {
  /** A `WorkflowType`, or its name and version. */
  readonly workflowType: TypeId;
  /** 1 to 256 characters. Must be unique among the domain's open executions. */
  readonly workflowId: string;
  /** Data for later decisions only; it is not passed to the child. */
  readonly control?: unknown;
}

/** Options of `signalExternalWorkflowExecution`. */
export interface SignalExternalWorkflowExecutionOptions {
  readonly workflowId: string;
  /** @defaultValue the open run */
  readonly runId?: string | undefined;
  /** 1 to 256 characters. */
  readonly signalName: string;
  readonly input?: unknown;
  readonly control?: unknown;
}

/** Options of `requestCancelExternalWorkflowExecution`. */
export interface RequestCancelExternalWorkflowExecutionOptions {
  readonly workflowId: string;
  /** @defaultValue the open run */
  readonly runId?: string | undefined;
  readonly control?: unknown;
}

/** Options of `scheduleLambdaFunction`. */
export interface ScheduleLambdaFunctionOptions {
  /** 1 to 256 characters. Must be unique among the execution's open Lambda calls. */
  readonly id: string;
  /** The function's name, 1 to 64 characters. */
  readonly name: string;
  readonly input?: unknown;
  readonly control?: unknown;
  /** Seconds, from 1 to 900. */
  readonly startToCloseTimeout?: number | undefined;
}
