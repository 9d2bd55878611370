import { ExternalCancel } from '../entities/ExternalCancel.js';
import { ExternalSignal } from '../entities/ExternalSignal.js';
import type { Book, Ledger } from './Ledger.js';
import type { Transitions } from './Transitions.js';

const signalOpen = ['signal_initiated'] as const;
const cancelOpen = ['request_cancel_initiated'] as const;

/** How events change the signals and cancel requests that go to other executions. */
export const externalTransitions = {
  SignalExternalWorkflowExecutionInitiated(ledger, event) {
    const { workflowId, input, control, ...attributes } = event.attributes;
    const facts = { rawInput: input, rawControl: control, initiatedEventId: event.id };
    ledger.begin(signals(ledger), workflowId, event, attributes, facts);
  },
  SignalExternalWorkflowExecutionFailed(ledger, event) {
    const { workflowId: id, control, initiatedEventId: key, cause, ...attributes } = event.attributes;
    // SWF refers to event 0 when it refused the decision itself
    if (key > 0) ledger.advance(signals(ledger), { key, id, from: signalOpen, event }, { cause });
    else ledger.begin(signals(ledger), id, event, { ...attributes, cause, rawControl: control });
  },
  ExternalWorkflowExecutionSignaled(ledger, event) {
    const { initiatedEventId, workflowExecution } = event.attributes;
    const { workflowId: id, runId } = workflowExecution;
    const news = { initiatedEventId, runId };
    ledger.advance(signals(ledger), { key: initiatedEventId, id, from: signalOpen, event }, news);
  },
  RequestCancelExternalWorkflowExecutionInitiated(ledger, event) {
    const { workflowId, control, ...attributes } = event.attributes;
    const facts = { rawControl: control, initiatedEventId: event.id };
    ledger.begin(cancels(ledger), workflowId, event, attributes, facts);
  },
  RequestCancelExternalWorkflowExecutionFailed(ledger, event) {
    const { workflowId: id, control, initiatedEventId: key, cause, ...attributes } = event.attributes;
    if (key > 0) ledger.advance(cancels(ledger), { key, id, from: cancelOpen, event }, { cause });
    else ledger.begin(cancels(ledger), id, event, { ...attributes, cause, rawControl: control });
  },
  ExternalWorkflowExecutionCancelRequested(ledger, event) {
    const { initiatedEventId, workflowExecution } = event.attributes;
    const { workflowId: id, runId } = workflowExecution;
    const news = { initiatedEventId, runId };
    ledger.advance(cancels(ledger), { key: initiatedEventId, id, from: cancelOpen, event }, news);
  },
} satisfies Transitions;

function signals({ externalSignals }: Ledger): Book<ExternalSignal> {
  return { kind: ExternalSignal, index: externalSignals };
}

function cancels({ externalCancels }: Ledger): Book<ExternalCancel> {
  return { kind: ExternalCancel, index: externalCancels };
}
