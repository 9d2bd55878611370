import { checkState } from '../../history/events/checkState.js';
import type {
  ExternalCancel,
  ExternalCancelState,
  ExternalSignal,
  ExternalSignalState,
} from '../../history/index.js';
import { checkOptions } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import type { EventLog } from './EventLog.js';

/** Options for the life of a signal to another execution. */
export interface ExternalSignalStepOptions {
  readonly signalName: string;
  readonly input?: unknown;
  readonly control?: unknown;
  readonly runId?: string | undefined;
  /** The state that it reaches. @defaultValue 'signaled' */
  readonly state?: ExternalSignalState | undefined;
}

/** Options for the life of a cancel request to another execution. */
export interface ExternalCancelStepOptions {
  readonly control?: unknown;
  readonly runId?: string | undefined;
  /** The state that it reaches. @defaultValue 'cancelRequested' */
  readonly state?: ExternalCancelState | undefined;
}

const signalNames = { signalName: true, input: true, control: true, runId: true, state: true } as const;
const cancelNames = { control: true, runId: true, state: true } as const;

export function signal(log: EventLog, workflowId: string, options: ExternalSignalStepOptions): void {
  checkOptions('externalSignal()', options, signalNames);
  const { signalName, runId, state = 'signaled' } = options;
  checkState(state);
  log.decided('SignalExternalWorkflowExecutionInitiated', {
    workflowId,
    signalName,
    ...omitUndefined({ runId }),
    ...log.payload('input', options.input),
    ...log.payload('control', options.control),
  });
  if (state === 'signaled') signalDelivered(log, workflowId);
  if (state === 'signalFailed') signalFailed(log, workflowId);
}

export function signalDelivered(log: EventLog, workflowId: string): void {
  const name = 'ExternalWorkflowExecutionSignaled';
  log.happened(name, delivered(initiatedSignal(log, name, workflowId)));
}

export function signalFailed(log: EventLog, workflowId: string): void {
  const name = 'SignalExternalWorkflowExecutionFailed';
  log.happened(name, undelivered(initiatedSignal(log, name, workflowId)));
}

export function cancel(log: EventLog, workflowId: string, options: ExternalCancelStepOptions = {}): void {
  checkOptions('externalCancel()', options, cancelNames);
  const { runId, control, state = 'cancelRequested' } = options;
  checkState(state);
  log.decided('RequestCancelExternalWorkflowExecutionInitiated', {
    workflowId,
    ...omitUndefined({ runId }),
    ...log.payload('control', control),
  });
  if (state === 'cancelRequested') cancelDelivered(log, workflowId);
  if (state === 'requestCancelFailed') cancelFailed(log, workflowId);
}

export function cancelDelivered(log: EventLog, workflowId: string): void {
  const name = 'ExternalWorkflowExecutionCancelRequested';
  log.happened(name, delivered(initiatedCancel(log, name, workflowId)));
}

export function cancelFailed(log: EventLog, workflowId: string): void {
  const name = 'RequestCancelExternalWorkflowExecutionFailed';
  log.happened(name, undelivered(initiatedCancel(log, name, workflowId)));
}

function delivered({ id, runId = `${id}-run`, eventId }: ExternalSignal | ExternalCancel) {
  return { workflowExecution: { workflowId: id, runId }, initiatedEventId: eventId };
}

function undelivered(sent: ExternalSignal | ExternalCancel) {
  return {
    workflowId: sent.id,
    cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
    initiatedEventId: sent.eventId,
    decisionTaskCompletedEventId: sent.decisionTaskCompletedEventId,
    ...omitUndefined({ runId: sent.runId, control: sent.rawControl }),
  } as const;
}

function initiatedSignal(log: EventLog, event: string, workflowId: string): ExternalSignal {
  const sent = log.history.externalSignals.initiated.find(({ id }) => id === workflowId);
  return sent ?? log.refuse(event, `no signal to '${workflowId}' is undelivered`);
}

function initiatedCancel(log: EventLog, event: string, workflowId: string): ExternalCancel {
  const sent = log.history.externalCancels.initiated.find(({ id }) => id === workflowId);
  return sent ?? log.refuse(event, `no cancel request to '${workflowId}' is undelivered`);
}
