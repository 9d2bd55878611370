import type { ChildExecution } from '../../history/index.js';
import type { Timeline } from '../model/Timeline.js';

/** Returns the timelines of the runs of a child, in order. */
export type RunsOf = (child: ChildExecution) => readonly Timeline[];

/**
 * Finds the runs of children. A run names the event of its parent that initiated it, and so do the runs that continue
 * it. A timeline of a part of a history doesn't know that event, and is found by its run id.
 */
export function runsByParent(children: Iterable<Timeline>): RunsOf {
  const byEvent = new Map<string, Timeline[]>();
  const byRun = new Map<string, Timeline>();
  for (const run of children) {
    if (run.parentEventId === undefined) {
      if (run.runId !== undefined) byRun.set(run.runId, run);
      continue;
    }
    const key = keyOf(run.parentEventId, run.workflowId);
    byEvent.set(key, [...(byEvent.get(key) ?? []), run]);
  }
  return ({ id, runId, eventId }) => {
    const found = byEvent.get(keyOf(eventId, id)) ?? byEvent.get(keyOf(eventId, undefined)) ?? [];
    const own = runId === undefined ? undefined : byRun.get(runId);
    return [...found, ...(own === undefined ? [] : [own])].sort((a, b) => a.start - b.start);
  };
}

const keyOf = (eventId: number, workflowId: string | undefined) => JSON.stringify([eventId, workflowId]);
