import type { WorkflowExecution } from '../../models/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Tone } from '../frame/Look.js';

/** An execution, as commands print it in JSON. Times are ISO texts. */
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

/** Returns the record of an execution. */
export function toRecord(execution: WorkflowExecution, reason?: string): ExecutionRecord {
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

/** Returns the state of an execution in a word or two, such as `open`, `canceling` or `timed out`. */
export function stateOf({ status, closeStatus, cancelRequested }: ExecutionRecord): string {
  if (status === 'OPEN') return cancelRequested ? 'canceling' : 'open';
  return (closeStatus ?? 'closed').toLowerCase().replaceAll('_', ' ');
}

const tones: Readonly<Record<string, Tone>> = {
  open: 'active',
  canceling: 'warning',
  completed: 'good',
  failed: 'bad',
  'timed out': 'bad',
  terminated: 'bad',
  canceled: 'warning',
  'continued as new': 'faint',
};

/** Returns the tone of a state. */
export const toneOf = (record: ExecutionRecord): Tone | undefined => tones[stateOf(record)];
