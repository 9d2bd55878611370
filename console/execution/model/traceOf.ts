import type { EventRecord } from 'rx-swf/remote';
import { type Timeline, timelineOf } from 'rx-swf/timeline';

/** Ids of a run. */
export interface RunId {
  readonly workflowId: string;
  readonly runId: string | undefined;
}

/** Returns the timeline of events as they come from a gateway. */
export const traceOf = (
  events: readonly EventRecord[],
  { workflowId, runId }: RunId,
  children: readonly Timeline[] = [],
): Timeline =>
  timelineOf(events.map(toHistoryEvent), {
    workflowId,
    ...(runId === undefined ? {} : { runId }),
    children,
  });

/** Returns an event in the form of SWF's API. */
function toHistoryEvent({ id, name, timestamp, attributes }: EventRecord) {
  const key = `${name.charAt(0).toLowerCase()}${name.slice(1)}EventAttributes`;
  return { eventId: id, eventType: name, eventTimestamp: timestamp, [key]: attributes };
}
