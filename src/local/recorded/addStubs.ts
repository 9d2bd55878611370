import type { HistoryEvent } from '../api/events.js';
import type { Child, Execution } from '../state/Execution.js';
import { takeOver } from './takeOver.js';

/** The first event of a child, as its parent's history tells it. */
function startedEvent(
  parent: Execution,
  { initiatedEventId, startedEventId }: Child,
): HistoryEvent | undefined {
  const initiated = parent.events[initiatedEventId - 1]?.startChildWorkflowExecutionInitiatedEventAttributes;
  const eventTimestamp = parent.events[startedEventId - 1]?.eventTimestamp;
  if (initiated === undefined || eventTimestamp === undefined) return undefined;
  const { workflowId: _, control: __, decisionTaskCompletedEventId: ___, ...attributes } = initiated;
  return {
    eventTimestamp,
    eventType: 'WorkflowExecutionStarted',
    eventId: 1,
    workflowExecutionStartedEventAttributes: {
      ...attributes,
      parentWorkflowExecution: parent.execution,
      parentInitiatedEventId: initiatedEventId,
    },
  };
}

/**
 * Adds an execution for each open child that this region doesn't have. It has no decision tasks: it waits to be
 * answered, and times out, is terminated and receives signals like any other.
 */
export function addStubs(parent: Execution): void {
  const { domain } = parent;
  for (const child of parent.open?.children.values() ?? []) {
    const { runId } = child;
    const event = startedEvent(parent, child);
    if (event === undefined || runId === undefined || domain.region.executions.has(runId)) continue;
    const started = parent.events[child.startedEventId - 1]?.childWorkflowExecutionStartedEventAttributes;
    const { workflowId = '' } = started?.workflowExecution ?? {};
    takeOver(domain, { workflowId, runId }, [event]);
  }
}
