import type { ActivityTypeConfiguration, WorkflowTypeConfiguration } from '@aws-sdk/client-swf';
import type { HistoryEvent } from '../api/events.js';
import type { Wire } from '../api/wire.js';

/** An event as an SDK, the AWS CLI or their JSON gives it. The attributes are in the member of its type. */
export interface RecordedEvent {
  readonly eventId?: number | undefined;
  readonly eventType?: string | undefined;
  /** A `Date`, an ISO 8601 string, or a number of seconds since the epoch. */
  readonly eventTimestamp?: Date | string | number | undefined;
}

/** The ids of a run. */
export interface RunIds {
  readonly workflowId?: string | undefined;
  readonly runId?: string | undefined;
}

/**
 * A history as `GetWorkflowExecutionHistory` returns it, with all of its events: the output of an SDK, or the
 * JSON that `aws swf get-workflow-execution-history` prints. Its decider may be written in any language.
 */
export interface HistoryJson {
  readonly events?: readonly RecordedEvent[] | undefined;
  /** Set if there are further pages, which makes the history incomplete. */
  readonly nextPageToken?: string | undefined;
  /** The run, as in the answer of `PollForDecisionTask`. */
  readonly workflowExecution?: RunIds | undefined;
}

/** A type of an exported execution. */
export interface ExportedType<Configuration> {
  readonly name: string;
  readonly version: string;
  readonly description?: string | undefined;
  readonly configuration: Configuration;
}

/** An execution as `exportExecution()` returns it. It is plain JSON. */
export interface ExportedExecution {
  /** Version of this format. */
  readonly format: 1;
  readonly domain: {
    readonly name: string;
    readonly description?: string | undefined;
    /** Days, or `NONE`. */
    readonly retentionPeriod: string;
  };
  readonly workflowExecution: { readonly workflowId: string; readonly runId: string };
  readonly events: readonly HistoryEvent[];
  /** The types that the history uses. */
  readonly workflowTypes: readonly ExportedType<Wire<WorkflowTypeConfiguration>>[];
  readonly activityTypes: readonly ExportedType<Wire<ActivityTypeConfiguration>>[];
  /** The open child executions that run in the same service. */
  readonly children: readonly ExportedExecution[];
}

/** RunIdentity of an execution that its history doesn't tell. */
export interface RunIdentity {
  /** Name of the domain. Defaults to that of an exported execution, or `forked`. */
  readonly domain?: string;
  /** Defaults to the id in `workflowExecution`, or `forked`. */
  readonly workflowId?: string;
  /** Defaults to the id in `workflowExecution`, or a new one. */
  readonly runId?: string;
}
