import type { CloseStatus, ExecutionStatus, HistoryEvent, WorkflowExecutionInfo } from '@aws-sdk/client-swf';
import { executionId, omitUndefined, typeId } from '../../values/index.js';

/**
 * An execution in an archive, with its whole history: a line of a file. Times are ISO texts, in events too.
 * `replay()` and the embedded service take it as it is, because `events` has the form of the AWS CLI.
 */
export interface ArchivedHistory {
  readonly workflowId: string;
  readonly runId: string;
  readonly workflowType: { readonly name: string; readonly version: string };
  readonly status: ExecutionStatus;
  readonly closeStatus?: CloseStatus;
  readonly startTimestamp?: string;
  readonly closeTimestamp?: string;
  readonly tagList?: readonly string[];
  readonly events: readonly ArchivedEvent[];
}

/** An event as JSON. */
export type ArchivedEvent = Omit<HistoryEvent, 'eventTimestamp'> & {
  readonly eventTimestamp: string | undefined;
};

/** An execution as it is listed, before its history is known. */
export type ListedRun = Omit<ArchivedHistory, 'events'>;

/** Returns what a listing tells about a run. */
export function toListedRun({
  execution,
  workflowType,
  executionStatus = 'CLOSED',
  closeStatus,
  startTimestamp,
  closeTimestamp,
  tagList,
}: WorkflowExecutionInfo): ListedRun {
  return {
    ...executionId(execution),
    workflowType: typeId(workflowType),
    status: executionStatus,
    ...omitUndefined({
      closeStatus,
      startTimestamp: startTimestamp?.toISOString(),
      closeTimestamp: closeTimestamp?.toISOString(),
      tagList: tagList !== undefined && tagList.length > 0 ? tagList : undefined,
    }),
  };
}
