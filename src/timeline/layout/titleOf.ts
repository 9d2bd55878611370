import type { Timeline } from '../model/Timeline.js';
import { formatDuration } from './formatDuration.js';
import { wordOf } from './noteOf.js';

/** Returns the title of a timeline, in two lines: what it is of and how it ended, and when it started. */
export function titleOf(
  { workflowType, workflowId, runId, state, outcome, reason, start, end, events }: Timeline,
  time: (time: Date) => string = date => date.toISOString(),
): string[] {
  const type = workflowType && `${workflowType.name}@${workflowType.version}`;
  const subject = [type, workflowId].filter(part => part !== undefined).join(' ') || 'Execution';
  const status = outcome === 'open' ? 'open for' : `${wordOf(state)} after`;
  const why = reason === undefined ? '' : `: ${reason}`;
  const count = `${events.toLocaleString('en-US')} event${events === 1 ? '' : 's'}`;
  if (events === 0) return [subject, count];
  return [
    `${subject}, ${status} ${formatDuration(end - start)}${why}`,
    `since ${time(new Date(start))}, ${count}${runId === undefined ? '' : `, run ${runId}`}`,
  ];
}

/** Returns a time as ISO text. */
export const isoTime = (time: number): string => new Date(time).toISOString();
