import type { ExecutionId } from '../../values/index.js';
import { omitUndefined } from '../../values/index.js';
import type { ChildExecution, ChildExecutionState } from '../entities/ChildExecution.js';
import type { Event } from '../events/Event.js';
import type { CompiledState, NewFacts } from './CompiledState.js';
import type { Transitions } from './Transitions.js';

const open = ['startInitiated', 'started'] as const;

/** Events about a child after its start. */
type ChildEvent = Extract<Event, { readonly name: `ChildWorkflowExecution${string}` }>;

/** Transitions of child executions. */
export const childTransitions = {
  StartChildWorkflowExecutionInitiated(state, event) {
    const { workflowId, input, control, ...attributes } = event.attributes;
    const facts = { rawInput: input, rawControl: control, initiatedEventId: event.id };
    state.begin(state.childExecutions, workflowId, event, attributes, facts);
  },
  StartChildWorkflowExecutionFailed(state, event) {
    const { workflowId: id, control, initiatedEventId: key, cause, ...attributes } = event.attributes;
    // SWF refers to event 0 if it rejected the decision itself
    if (key > 0)
      state.advance(state.childExecutions, { key, id, from: ['startInitiated'], event }, { cause });
    else state.begin(state.childExecutions, id, event, { ...attributes, cause, rawControl: control });
  },
  ChildWorkflowExecutionStarted(state, event) {
    advance(state, event, ['startInitiated'], { startedEventId: event.id });
  },
  ChildWorkflowExecutionCompleted(state, event) {
    const { startedEventId, result } = event.attributes;
    advance(state, event, open, { startedEventId, rawResult: result });
  },
  ChildWorkflowExecutionFailed(state, event) {
    const { startedEventId, reason, details } = event.attributes;
    advance(state, event, open, { startedEventId, reason, rawDetails: details });
  },
  ChildWorkflowExecutionTimedOut(state, event) {
    const { startedEventId, timeoutType } = event.attributes;
    advance(state, event, open, { startedEventId, timeoutType });
  },
  ChildWorkflowExecutionCanceled(state, event) {
    const { startedEventId, details } = event.attributes;
    advance(state, event, open, { startedEventId, rawDetails: details });
  },
  ChildWorkflowExecutionTerminated(state, event) {
    advance(state, event, open, { startedEventId: event.attributes.startedEventId });
  },
} satisfies Transitions;

function advance(
  state: CompiledState,
  event: ChildEvent,
  from: readonly ChildExecutionState[],
  facts: NewFacts<ChildExecution>,
): void {
  const { initiatedEventId, workflowType } = event.attributes;
  const execution: Partial<ExecutionId> | undefined = event.attributes.workflowExecution;
  state.advance(
    state.childExecutions,
    { key: initiatedEventId, id: execution?.workflowId, from, event },
    { ...facts, ...omitUndefined({ initiatedEventId, workflowType, runId: execution?.runId }) },
  );
}
