import type { SignalExternalWorkflowExecutionFailedCause } from '@aws-sdk/client-swf';
import { IdentifiedEntity } from './Entity.js';
import { withPayloads } from './withPayloads.js';

/** The states of an {@link ExternalSignal}. The first is open. */
export type ExternalSignalState = 'signalInitiated' | 'signaled' | 'signalFailed';

/** A signal that the execution sends to another one. Its `id` is the workflow id of the other execution. */
export class ExternalSignal extends withPayloads(IdentifiedEntity<ExternalSignalState>, 'input', 'control') {
  declare readonly runId: string | undefined;
  declare readonly signalName: string | undefined;
  declare readonly decisionTaskCompletedEventId: number | undefined;
  /** `undefined` if SWF rejected the decision. */
  declare readonly initiatedEventId: number | undefined;
  /** Cause of the failed delivery. */
  declare readonly cause: SignalExternalWorkflowExecutionFailedCause | undefined;

  override get isOpen(): boolean {
    return this.state === 'signalInitiated';
  }

  override toString(): string {
    return `ExternalSignal('${this.id}', ${this.state})`;
  }
}
