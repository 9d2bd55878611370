import { isUnknown, type TaskListReport } from '../data/TaskListReport.js';
import { counted, type Writer } from './Writer.js';

/** Writes what is known about a task list in which a task waits since a time. */
export function listText(
  list: TaskListReport | undefined,
  since: Date | undefined,
  writer: Writer,
): string[] {
  if (list === undefined) return [];
  return [pendingText(list), takenText(list, since, writer)];
}

function pendingText({ pending }: TaskListReport): string {
  if (pending === undefined) return '';
  if (isUnknown(pending)) return `How many tasks wait there is not known: ${pending.notKnown}.`;
  const { count, truncated } = pending;
  return `${truncated ? 'At least ' : ''}${counted(count, 'task')} ${count === 1 ? 'waits' : 'wait'} there.`;
}

/** SWF doesn't list pollers, so the text never says that there are none. */
function takenText(list: TaskListReport, since: Date | undefined, writer: Writer): string {
  const { lastTaken, running } = list;
  const busy =
    running === 0 ? '' : ` ${counted(running, 'task')} from this list ${isOrAre(running)} being worked on.`;
  if (lastTaken === undefined) return `None was taken since, nor before, ${sampleText(list)}.${busy}`;
  const by = lastTaken.identity === undefined ? '' : ` by "${lastTaken.identity}"`;
  const last = `${writer.ago(lastTaken.at)}${by}`;
  if (since !== undefined && lastTaken.at > since) return `One was last taken ${last}.${busy}`;
  return `None was taken since ${sampleText(list)}; the last one was taken ${last}.${busy}`;
}

function sampleText({ sample }: TaskListReport): string {
  if (isUnknown(sample)) return `in this history (other executions are not known: ${sample.notKnown})`;
  return sample === 0
    ? 'in this history'
    : `in the histories of this execution and ${counted(sample, 'other')}`;
}

const isOrAre = (count: number): string => (count === 1 ? 'is' : 'are');
