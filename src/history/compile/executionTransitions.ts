import type { CloseStatus } from '@aws-sdk/client-swf';
import type { Facts } from '../entities/Entity.js';
import type { Execution, ExecutionState } from '../entities/Execution.js';
import type { Event } from '../events/Event.js';
import { type CompiledState, step } from './CompiledState.js';
import type { Transitions } from './Transitions.js';

/** Transitions of the execution itself, its signals and its markers. */
export const executionTransitions = {
  WorkflowExecutionStarted(state, event) {
    const { input, parentWorkflowExecution, parentInitiatedEventId, ...attributes } = event.attributes;
    update(state, event, {
      ...attributes,
      partial: false,
      rawInput: input,
      parent: parentWorkflowExecution,
      parentInitiatedEventId: parentInitiatedEventId || undefined,
      startTimestamp: event.timestamp,
    });
  },
  WorkflowExecutionCancelRequested(state, event) {
    update(state, event, { cancelRequested: true });
  },
  WorkflowExecutionCompleted(state, event) {
    close(state, event, 'COMPLETED', { rawResult: event.attributes.result });
  },
  WorkflowExecutionFailed(state, event) {
    const { reason, details } = event.attributes;
    close(state, event, 'FAILED', { reason, rawDetails: details });
  },
  WorkflowExecutionTimedOut(state, event) {
    close(state, event, 'TIMED_OUT', { timeoutType: event.attributes.timeoutType });
  },
  WorkflowExecutionCanceled(state, event) {
    close(state, event, 'CANCELED', { rawDetails: event.attributes.details });
  },
  WorkflowExecutionTerminated(state, event) {
    const { reason, details, cause } = event.attributes;
    close(state, event, 'TERMINATED', { reason, rawDetails: details, cause });
  },
  WorkflowExecutionContinuedAsNew(state, event) {
    close(state, event, 'CONTINUED_AS_NEW', { newExecutionRunId: event.attributes.newExecutionRunId });
  },
  CompleteWorkflowExecutionFailed() {},
  FailWorkflowExecutionFailed() {},
  CancelWorkflowExecutionFailed() {},
  ContinueAsNewWorkflowExecutionFailed() {},
  WorkflowExecutionSignaled(state, event) {
    const { signalName, input, externalWorkflowExecution, externalInitiatedEventId } = event.attributes;
    state.begin(state.signals, signalName, event, {
      timestamp: event.timestamp,
      rawInput: input,
      from: externalWorkflowExecution,
      fromEventId: externalInitiatedEventId || undefined,
    });
  },
  MarkerRecorded(state, event) {
    const { markerName, details, decisionTaskCompletedEventId } = event.attributes;
    const facts = { timestamp: event.timestamp, rawDetails: details, decisionTaskCompletedEventId };
    state.begin(state.markers, markerName, event, facts);
  },
  RecordMarkerFailed(state, event) {
    const { markerName, ...attributes } = event.attributes;
    const facts = { timestamp: event.timestamp, ...attributes };
    state.begin(state.markers, markerName, event, facts);
  },
} satisfies Transitions;

function update(state: CompiledState, event: Event, changes: Partial<Facts<Execution>>): void {
  state.execution = state.execution.updated(step(event), changes);
}

function close(
  state: CompiledState,
  event: Event & { readonly state: ExecutionState },
  closeStatus: CloseStatus,
  changes: Partial<Facts<Execution>>,
): void {
  if (!state.execution.isOpen) return;
  update(state, event, { ...changes, state: event.state, closeStatus, closeTimestamp: event.timestamp });
}
