import type { WorkflowExecution } from '../../models/index.js';
import { omitUndefined } from '../../values/index.js';

/** An execution, in JSON. Times are ISO texts. */
export interface ExecutionRecord {
  readonly workflowId: string;
  readonly runId?: string;
  readonly type?: { readonly name: string; readonly version: string };
  readonly status: 'OPEN' | 'CLOSED';
  readonly closeStatus?: string;
  readonly startTimestamp?: string;
  readonly closeTimestamp?: string;
  readonly cancelRequested?: boolean;
  readonly tagList?: readonly string[];
  readonly parent?: { readonly workflowId: string; readonly runId: string };
  /** Why it ended, unless it has completed. */
  readonly reason?: string;
}

/** What a model tells of an execution, and its history too. */
type RecordedExecution = Pick<
  WorkflowExecution,
  | 'workflowId'
  | 'runId'
  | 'workflowType'
  | 'status'
  | 'closeStatus'
  | 'startTimestamp'
  | 'closeTimestamp'
  | 'cancelRequested'
  | 'tagList'
  | 'parent'
>;

/** Returns the record of an execution. */
export function toRecord(execution: RecordedExecution, reason?: string): ExecutionRecord {
  const { workflowId, runId, workflowType, status, closeStatus, startTimestamp, closeTimestamp } = execution;
  const { cancelRequested, tagList, parent } = execution;
  return omitUndefined({
    workflowId,
    runId,
    type: workflowType && { name: workflowType.name, version: workflowType.version },
    status,
    closeStatus,
    startTimestamp: startTimestamp?.toISOString(),
    closeTimestamp: closeTimestamp?.toISOString(),
    cancelRequested: cancelRequested || undefined,
    tagList: tagList === undefined || tagList.length === 0 ? undefined : tagList,
    parent,
    reason: reason || undefined,
  });
}
