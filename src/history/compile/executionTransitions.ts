import type { CloseStatus } from '@aws-sdk/client-swf';
import type { Facts } from '../entities/Entity.js';
import type { Execution, ExecutionState } from '../entities/Execution.js';
import type { Event } from '../events/Event.js';
import { type Ledger, step } from './Ledger.js';
import type { Transitions } from './Transitions.js';

/** Transitions of the execution itself, its signals and its markers. */
export const executionTransitions = {
  WorkflowExecutionStarted(ledger, event) {
    const { input, parentWorkflowExecution, parentInitiatedEventId, ...attributes } = event.attributes;
    update(ledger, event, {
      ...attributes,
      partial: false,
      rawInput: input,
      parent: parentWorkflowExecution,
      parentInitiatedEventId: parentInitiatedEventId || undefined,
      startTimestamp: event.timestamp,
    });
  },
  WorkflowExecutionCancelRequested(ledger, event) {
    update(ledger, event, { cancelRequested: true });
  },
  WorkflowExecutionCompleted(ledger, event) {
    close(ledger, event, 'COMPLETED', { rawResult: event.attributes.result });
  },
  WorkflowExecutionFailed(ledger, event) {
    const { reason, details } = event.attributes;
    close(ledger, event, 'FAILED', { reason, rawDetails: details });
  },
  WorkflowExecutionTimedOut(ledger, event) {
    close(ledger, event, 'TIMED_OUT', { timeoutType: event.attributes.timeoutType });
  },
  WorkflowExecutionCanceled(ledger, event) {
    close(ledger, event, 'CANCELED', { rawDetails: event.attributes.details });
  },
  WorkflowExecutionTerminated(ledger, event) {
    const { reason, details, cause } = event.attributes;
    close(ledger, event, 'TERMINATED', { reason, rawDetails: details, cause });
  },
  WorkflowExecutionContinuedAsNew(ledger, event) {
    close(ledger, event, 'CONTINUED_AS_NEW', { newExecutionRunId: event.attributes.newExecutionRunId });
  },
  CompleteWorkflowExecutionFailed() {},
  FailWorkflowExecutionFailed() {},
  CancelWorkflowExecutionFailed() {},
  ContinueAsNewWorkflowExecutionFailed() {},
  WorkflowExecutionSignaled(ledger, event) {
    const { signalName, input, externalWorkflowExecution, externalInitiatedEventId } = event.attributes;
    ledger.begin(ledger.signals, signalName, event, {
      timestamp: event.timestamp,
      rawInput: input,
      from: externalWorkflowExecution,
      fromEventId: externalInitiatedEventId || undefined,
    });
  },
  MarkerRecorded(ledger, event) {
    const { markerName, details, decisionTaskCompletedEventId } = event.attributes;
    const facts = { timestamp: event.timestamp, rawDetails: details, decisionTaskCompletedEventId };
    ledger.begin(ledger.markers, markerName, event, facts);
  },
  RecordMarkerFailed(ledger, event) {
    const { markerName, ...attributes } = event.attributes;
    const facts = { timestamp: event.timestamp, ...attributes };
    ledger.begin(ledger.markers, markerName, event, facts);
  },
} satisfies Transitions;

function update(ledger: Ledger, event: Event, changes: Partial<Facts<Execution>>): void {
  ledger.execution = ledger.execution.updated(step(event), changes);
}

function close(
  ledger: Ledger,
  event: Event & { readonly state: ExecutionState },
  closeStatus: CloseStatus,
  changes: Partial<Facts<Execution>>,
): void {
  if (!ledger.execution.isOpen) return;
  update(ledger, event, { ...changes, state: event.state, closeStatus, closeTimestamp: event.timestamp });
}
