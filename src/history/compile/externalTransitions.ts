import type { ExecutionId } from '../../values/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Transitions } from './Transitions.js';

const signalOpen = ['signalInitiated'] as const;
const cancelOpen = ['requestCancelInitiated'] as const;

/** Transitions of signals and cancel requests to other executions. */
export const externalTransitions = {
  SignalExternalWorkflowExecutionInitiated(ledger, event) {
    const { workflowId, input, control, ...attributes } = event.attributes;
    const facts = { rawInput: input, rawControl: control, initiatedEventId: event.id };
    ledger.begin(ledger.externalSignals, workflowId, event, attributes, facts);
  },
  SignalExternalWorkflowExecutionFailed(ledger, event) {
    const { workflowId: id, control, initiatedEventId: key, cause, ...attributes } = event.attributes;
    // SWF refers to event 0 if it rejected the decision itself
    if (key > 0) ledger.advance(ledger.externalSignals, { key, id, from: signalOpen, event }, { cause });
    else ledger.begin(ledger.externalSignals, id, event, { ...attributes, cause, rawControl: control });
  },
  ExternalWorkflowExecutionSignaled(ledger, event) {
    const { initiatedEventId } = event.attributes;
    const { workflowId: id, runId } = executionOf(event.attributes);
    const news = omitUndefined({ initiatedEventId, runId });
    ledger.advance(ledger.externalSignals, { key: initiatedEventId, id, from: signalOpen, event }, news);
  },
  RequestCancelExternalWorkflowExecutionInitiated(ledger, event) {
    const { workflowId, control, ...attributes } = event.attributes;
    const facts = { rawControl: control, initiatedEventId: event.id };
    ledger.begin(ledger.externalCancels, workflowId, event, attributes, facts);
  },
  RequestCancelExternalWorkflowExecutionFailed(ledger, event) {
    const { workflowId: id, control, initiatedEventId: key, cause, ...attributes } = event.attributes;
    if (key > 0) ledger.advance(ledger.externalCancels, { key, id, from: cancelOpen, event }, { cause });
    else ledger.begin(ledger.externalCancels, id, event, { ...attributes, cause, rawControl: control });
  },
  ExternalWorkflowExecutionCancelRequested(ledger, event) {
    const { initiatedEventId } = event.attributes;
    const { workflowId: id, runId } = executionOf(event.attributes);
    const news = omitUndefined({ initiatedEventId, runId });
    ledger.advance(ledger.externalCancels, { key: initiatedEventId, id, from: cancelOpen, event }, news);
  },
} satisfies Transitions;

/** Returns the execution that an event names, or an empty object if it names none. */
function executionOf({ workflowExecution = {} }: { readonly workflowExecution?: Partial<ExecutionId> }) {
  return workflowExecution;
}
