import type { ExecutionId } from '../../values/index.js';
import { omitUndefined } from '../../values/index.js';
import type { ChildExecution, ChildExecutionState } from '../entities/ChildExecution.js';
import type { Event } from '../events/Event.js';
import type { Ledger, News } from './Ledger.js';
import type { Transitions } from './Transitions.js';

const open = ['startInitiated', 'started'] as const;

/** Events about a child after its start. */
type ChildEvent = Extract<Event, { readonly name: `ChildWorkflowExecution${string}` }>;

/** Transitions of child executions. */
export const childTransitions = {
  StartChildWorkflowExecutionInitiated(ledger, event) {
    const { workflowId, input, control, ...attributes } = event.attributes;
    const facts = { rawInput: input, rawControl: control, initiatedEventId: event.id };
    ledger.begin(ledger.childExecutions, workflowId, event, attributes, facts);
  },
  StartChildWorkflowExecutionFailed(ledger, event) {
    const { workflowId: id, control, initiatedEventId: key, cause, ...attributes } = event.attributes;
    // SWF refers to event 0 if it rejected the decision itself
    if (key > 0)
      ledger.advance(ledger.childExecutions, { key, id, from: ['startInitiated'], event }, { cause });
    else ledger.begin(ledger.childExecutions, id, event, { ...attributes, cause, rawControl: control });
  },
  ChildWorkflowExecutionStarted(ledger, event) {
    advance(ledger, event, ['startInitiated'], { startedEventId: event.id });
  },
  ChildWorkflowExecutionCompleted(ledger, event) {
    const { startedEventId, result } = event.attributes;
    advance(ledger, event, open, { startedEventId, rawResult: result });
  },
  ChildWorkflowExecutionFailed(ledger, event) {
    const { startedEventId, reason, details } = event.attributes;
    advance(ledger, event, open, { startedEventId, reason, rawDetails: details });
  },
  ChildWorkflowExecutionTimedOut(ledger, event) {
    const { startedEventId, timeoutType } = event.attributes;
    advance(ledger, event, open, { startedEventId, timeoutType });
  },
  ChildWorkflowExecutionCanceled(ledger, event) {
    const { startedEventId, details } = event.attributes;
    advance(ledger, event, open, { startedEventId, rawDetails: details });
  },
  ChildWorkflowExecutionTerminated(ledger, event) {
    advance(ledger, event, open, { startedEventId: event.attributes.startedEventId });
  },
} satisfies Transitions;

function advance(
  ledger: Ledger,
  event: ChildEvent,
  from: readonly ChildExecutionState[],
  news: News<ChildExecution>,
): void {
  const { initiatedEventId, workflowType } = event.attributes;
  const execution: Partial<ExecutionId> | undefined = event.attributes.workflowExecution;
  ledger.advance(
    ledger.childExecutions,
    { key: initiatedEventId, id: execution?.workflowId, from, event },
    { ...news, ...omitUndefined({ initiatedEventId, workflowType, runId: execution?.runId }) },
  );
}
