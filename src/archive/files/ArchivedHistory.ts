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

/** The parts of a line that a pull needs when it continues a file. `toListedRun` puts them first. */
const beginning = /^\{"workflowId":"(?:[^"\\]|\\.)*","runId":("(?:[^"\\]|\\.)*")/;

/** Returns the run id in a line, without parsing all of its events; `undefined` if the line begins with something else. */
export function runIdIn(line: string): string | undefined {
  const [, id] = beginning.exec(line) ?? [];
  // Parsed also because V8 would keep the whole line for a part of it.
  return id === undefined ? undefined : `${JSON.parse(id)}`;
}

/** Returns whether events end with the one that closes their run. */
export const isClosed = (events: readonly { readonly eventType?: string | undefined }[]): boolean =>
  /^WorkflowExecution(?:Completed|Failed|Canceled|Terminated|TimedOut|ContinuedAsNew)$/.test(
    events.at(-1)?.eventType ?? '',
  );

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
