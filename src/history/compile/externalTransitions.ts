import type { ExecutionId } from '../../values/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Transitions } from './Transitions.js';

const signalOpen = ['signalInitiated'] as const;
const cancelOpen = ['requestCancelInitiated'] as const;

/** Transitions of signals and cancel requests to other executions. */
export const externalTransitions = {
  SignalExternalWorkflowExecutionInitiated(state, event) {
    const { workflowId, input, control, ...attributes } = event.attributes;
    const facts = { rawInput: input, rawControl: control, initiatedEventId: event.id };
    state.begin(state.externalSignals, workflowId, event, attributes, facts);
  },
  SignalExternalWorkflowExecutionFailed(state, event) {
    const { workflowId: id, control, initiatedEventId: key, cause, ...attributes } = event.attributes;
    // SWF refers to event 0 if it rejected the decision itself
    if (key > 0) state.advance(state.externalSignals, { key, id, from: signalOpen, event }, { cause });
    else state.begin(state.externalSignals, id, event, { ...attributes, cause, rawControl: control });
  },
  ExternalWorkflowExecutionSignaled(state, event) {
    const { initiatedEventId } = event.attributes;
    const { workflowId: id, runId } = executionOf(event.attributes);
    const facts = omitUndefined({ initiatedEventId, runId });
    state.advance(state.externalSignals, { key: initiatedEventId, id, from: signalOpen, event }, facts);
  },
  RequestCancelExternalWorkflowExecutionInitiated(state, event) {
    const { workflowId, control, ...attributes } = event.attributes;
    const facts = { rawControl: control, initiatedEventId: event.id };
    state.begin(state.externalCancels, workflowId, event, attributes, facts);
  },
  RequestCancelExternalWorkflowExecutionFailed(state, event) {
    const { workflowId: id, control, initiatedEventId: key, cause, ...attributes } = event.attributes;
    if (key > 0) state.advance(state.externalCancels, { key, id, from: cancelOpen, event }, { cause });
    else state.begin(state.externalCancels, id, event, { ...attributes, cause, rawControl: control });
  },
  ExternalWorkflowExecutionCancelRequested(state, event) {
    const { initiatedEventId } = event.attributes;
    const { workflowId: id, runId } = executionOf(event.attributes);
    const facts = omitUndefined({ initiatedEventId, runId });
    state.advance(state.externalCancels, { key: initiatedEventId, id, from: cancelOpen, event }, facts);
  },
} satisfies Transitions;

/** Returns the execution that an event names, or an empty object if it names none. */
function executionOf({ workflowExecution = {} }: { readonly workflowExecution?: Partial<ExecutionId> }) {
  return workflowExecution;
}
