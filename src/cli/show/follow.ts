import {
  connect,
  endWith,
  filter,
  ignoreElements,
  merge,
  mergeMap,
  type Observable,
  scan,
  takeUntil,
} from 'rxjs';
import type { ChildExecution, Event, History } from '../../history/index.js';
import { WorkflowExecution } from '../../models/index.js';

/** The state of a followed execution, and the events that are new in it. */
export interface FollowedState {
  readonly execution: WorkflowExecution;
  /** 0 for the execution itself, 1 for its children, and so on. */
  readonly depth: number;
  readonly history: History;
  readonly events: readonly Event[];
}

/**
 * Follows an execution and its children. Emits their states, and completes when the execution has ended. The events
 * that are there at first are not new; those of a child that starts later are.
 *
 * @param isNew - true if all events of the execution are new
 */
export function follow(execution: WorkflowExecution, depth = 0, isNew = false): Observable<FollowedState> {
  return execution.watchState({ acrossRuns: true }).pipe(
    scan<History, FollowedState | undefined>(
      (before, history) => ({
        execution,
        depth,
        history,
        events: newEvents(history, before?.history, isNew),
      }),
      undefined,
    ),
    filter(state => state !== undefined),
    connect(states$ => {
      const followed = new Set<string>();
      const children$ = states$.pipe(
        mergeMap(state => newChildren(state, followed)),
        mergeMap(({ child, isNew }) => follow(child, depth + 1, isNew)),
        takeUntil(states$.pipe(ignoreElements(), endWith(true))),
      );
      return merge(states$, children$);
    }),
  );
}

/** Returns the events that a history has and the one before didn't; all of them if another run has begun. */
function newEvents(history: History, before: History | undefined, isNew: boolean): readonly Event[] {
  if (before === undefined) return isNew ? [...history] : [];
  const isSameRun = before.first?.timestamp.getTime() === history.first?.timestamp.getTime();
  return [...history].slice(isSameRun ? before.length : 0);
}

/** Returns the children that are not followed yet: the open ones at first, and then all that start. */
function newChildren({ execution: { domain }, history, events }: FollowedState, followed: Set<string>) {
  const started = new Set(events.map(({ id }) => id));
  const isNew = ({ startedEventId }: ChildExecution) =>
    startedEventId !== undefined && started.has(startedEventId);
  return history.childExecutions.all.flatMap(child => {
    const { id: workflowId, runId } = child;
    if (runId === undefined || followed.has(runId) || !(child.isOpen || isNew(child))) return [];
    followed.add(runId);
    return [{ child: new WorkflowExecution({ domain, workflowId, runId }), isNew: isNew(child) }];
  });
}
