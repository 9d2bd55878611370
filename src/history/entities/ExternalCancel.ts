import type { RequestCancelExternalWorkflowExecutionFailedCause } from '@aws-sdk/client-swf';
import { IdentifiedEntity } from './Entity.js';
import { withPayloads } from './withPayloads.js';

/** The states of an {@link ExternalCancel}. The first is open. */
export type ExternalCancelState = 'requestCancelInitiated' | 'cancelRequested' | 'requestCancelFailed';

/**
 * A cancel request that the execution sends to another one. Its `id` is the workflow id of the other
 * execution.
 */
export class ExternalCancel extends withPayloads(IdentifiedEntity<ExternalCancelState>, 'control') {
  declare readonly runId: string | undefined;
  declare readonly decisionTaskCompletedEventId: number | undefined;
  /** `undefined` if SWF rejected the decision. */
  declare readonly initiatedEventId: number | undefined;
  /** Cause of the failed delivery. */
  declare readonly cause: RequestCancelExternalWorkflowExecutionFailedCause | undefined;

  override get isOpen(): boolean {
    return this.state === 'requestCancelInitiated';
  }

  override toString(): string {
    return `ExternalCancel('${this.id}', ${this.state})`;
  }
}
