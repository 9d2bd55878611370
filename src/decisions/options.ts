import type { ChildPolicy } from '@aws-sdk/client-swf';
import type { Duration, TypeId } from '../values/index.js';

/** What `scheduleActivityTask` takes. Timeouts that are left out are the type's defaults. */
export interface ScheduleActivityTaskOptions {
  /** An `ActivityType`, or its name and version. */
  readonly activityType: TypeId;
  /** 1 to 256 characters. No open activity of the execution may have it. */
  readonly activityId: string;
  readonly input?: unknown;
  /** For later decisions only: workers do not get it. */
  readonly control?: unknown;
  readonly taskList?: string | undefined;
  readonly taskPriority?: number | undefined;
  readonly scheduleToStartTimeout?: Duration | undefined;
  readonly scheduleToCloseTimeout?: Duration | undefined;
  readonly startToCloseTimeout?: Duration | undefined;
  readonly heartbeatTimeout?: Duration | undefined;
}

/** What `requestCancelActivityTask` takes. */
export interface RequestCancelActivityTaskOptions {
  readonly activityId: string;
}

/** What `startTimer` takes. */
export interface StartTimerOptions {
  /** 1 to 256 characters. No open timer of the execution may have it. */
  readonly timerId: string;
  /** Seconds, from 0 to a year. */
  readonly startToFireTimeout: number;
  readonly control?: unknown;
}

/** What `cancelTimer` takes. */
export interface CancelTimerOptions {
  readonly timerId: string;
}

/** What `recordMarker` takes. */
export interface RecordMarkerOptions {
  /** 1 to 256 characters. */
  readonly markerName: string;
  readonly details?: unknown;
}

/** What `completeWorkflowExecution` takes. */
export interface CompleteWorkflowExecutionOptions {
  readonly result?: unknown;
}

/** What `failWorkflowExecution` takes. */
export interface FailWorkflowExecutionOptions {
  /** At most 256 characters. */
  readonly reason?: string | undefined;
  readonly details?: unknown;
}

/** What `cancelWorkflowExecution` takes. */
export interface CancelWorkflowExecutionOptions {
  readonly details?: unknown;
}

/** What a new execution may be given in place of its type's defaults. */
export interface NewExecutionOptions {
  readonly input?: unknown;
  readonly taskList?: string | undefined;
  readonly taskPriority?: number | undefined;
  readonly childPolicy?: ChildPolicy | undefined;
  readonly executionStartToCloseTimeout?: Duration | undefined;
  readonly taskStartToCloseTimeout?: Duration | undefined;
  /** At most 5. */
  readonly tagList?: readonly string[] | undefined;
  /** The ARN of the IAM role under which Lambda functions are called. */
  readonly lambdaRole?: string | undefined;
}

/** What `continueAsNewWorkflowExecution` takes. Nothing is inherited from the execution that it closes. */
export interface ContinueAsNewWorkflowExecutionOptions extends NewExecutionOptions {
  /** @defaultValue the version of this execution */
  readonly workflowTypeVersion?: string | undefined;
}

/** What `startChildWorkflowExecution` takes. */
export interface StartChildWorkflowExecutionOptions extends NewExecutionOptions {
  /** A `WorkflowType`, or its name and version. */
  readonly workflowType: TypeId;
  /** 1 to 256 characters. No open execution of the domain may have it. */
  readonly workflowId: string;
  /** For later decisions only: the child does not get it. */
  readonly control?: unknown;
}

/** What `signalExternalWorkflowExecution` takes. */
export interface SignalExternalWorkflowExecutionOptions {
  readonly workflowId: string;
  /** @defaultValue the open run */
  readonly runId?: string | undefined;
  /** 1 to 256 characters. */
  readonly signalName: string;
  readonly input?: unknown;
  readonly control?: unknown;
}

/** What `requestCancelExternalWorkflowExecution` takes. */
export interface RequestCancelExternalWorkflowExecutionOptions {
  readonly workflowId: string;
  /** @defaultValue the open run */
  readonly runId?: string | undefined;
  readonly control?: unknown;
}

/** What `scheduleLambdaFunction` takes. */
export interface ScheduleLambdaFunctionOptions {
  /** 1 to 256 characters. No open call of the execution may have it. */
  readonly id: string;
  /** The function's name, 1 to 64 characters. */
  readonly name: string;
  readonly input?: unknown;
  readonly control?: unknown;
  /** Seconds, from 1 to 900. */
  readonly startToCloseTimeout?: number | undefined;
}
