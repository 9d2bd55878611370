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
import type { Event, History } from '../../history/index.js';
import { type Domain, WorkflowExecution } from '../../models/index.js';
import type { OutageOptions } from '../../requests/index.js';

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
 * @param outage - called when SWF can't be reached, and when it can again
 * @param isNew - true if all events of the execution are new
 */
export function follow(
  execution: WorkflowExecution,
  outage: OutageOptions,
  depth = 0,
  isNew = false,
): Observable<FollowedState> {
  return execution.watchState({ acrossRuns: true, ...outage }).pipe(
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
      const followed = new FollowedChildren(execution.domain);
      const ended$ = states$.pipe(ignoreElements(), endWith(true));
      const children$ = states$.pipe(
        mergeMap(state => followed.newIn(state)),
        mergeMap(({ child, isNew }) => {
          // A child that has closed ends by itself, once its last events are read. Others may outlive their parent.
          const outlived$ = ended$.pipe(filter(() => followed.isOpen(child)));
          return follow(child, outage, depth + 1, isNew).pipe(takeUntil(outlived$));
        }),
      );
      return merge(states$, children$);
    }),
  );
}

/** Returns the events that a history has and the one before didn't; all of them if another run has begun. */
function newEvents(history: History, before: History | undefined, isNew: boolean): readonly Event[] {
  if (before === undefined) return isNew ? [...history] : [];
  return [...history].slice(isSameRun(before, history) ? before.length : 0);
}

/** A run that continues another one may start in the same millisecond, but names the run that it continues. */
const isSameRun = (a: History, b: History): boolean =>
  a.first?.timestamp.getTime() === b.first?.timestamp.getTime() &&
  a.execution.continuedExecutionRunId === b.execution.continuedExecutionRunId;

/** The children of an execution that are followed. */
class FollowedChildren {
  readonly #domain: Domain;
  readonly #runs = new Set<string>();
  /** Workflow ids of those that have not closed as far as their parent knows. */
  readonly #open = new Set<string>();

  constructor(domain: Domain) {
    this.#domain = domain;
  }

  isOpen({ workflowId }: WorkflowExecution): boolean {
    return this.#open.has(workflowId);
  }

  /** Returns the children to follow from now on: the open ones at first, and then all that start. */
  newIn({ history, events }: FollowedState): readonly { child: WorkflowExecution; isNew: boolean }[] {
    const { childExecutions } = history;
    for (const workflowId of this.#open)
      if (childExecutions.get(workflowId)?.isOpen === false) this.#open.delete(workflowId);
    const started = new Set(events.map(({ id }) => id));
    return childExecutions.all.flatMap(({ id: workflowId, runId, isOpen, startedEventId = 0 }) => {
      const isNew = started.has(startedEventId);
      if (runId === undefined || this.#runs.has(runId) || !(isOpen || isNew)) return [];
      this.#runs.add(runId);
      if (isOpen) this.#open.add(workflowId);
      return [{ child: new WorkflowExecution({ domain: this.#domain, workflowId, runId }), isNew }];
    });
  }
}
