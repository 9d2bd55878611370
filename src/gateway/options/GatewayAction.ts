import type { GatewayActionName } from '../../remote/wire/Capabilities.js';
import type { ExecutionSelection } from '../../streams/index.js';
import type { TypeId } from '../../values/index.js';

export type { GatewayActionName };

/** Selection of a bulk action. */
export interface BulkAction {
  readonly action: 'signal' | 'cancel' | 'terminate' | 'rerun' | 'redrive';
  readonly filter: ExecutionSelection;
  /** True if it only counts, which makes it a read. */
  readonly isDryRun: boolean;
}

/** Action that a request asks for, as `authorize` gets it. */
export interface GatewayAction {
  readonly name: GatewayActionName;
  /** `true` if it changes nothing. */
  readonly isRead: boolean;
  /** Id of the execution. Not known of what is about the domain, nor of a `start` that leaves it to the gateway. */
  readonly workflowId?: string;
  /** Run of the execution, if the request names one. */
  readonly runId?: string;
  /** Type to `start`. */
  readonly workflowType?: TypeId;
  /** Name of the signal. */
  readonly signalName?: string;
  /** Why it is done, if the request says so. */
  readonly reason?: string;
  /** Selection of a `bulk` action. */
  readonly bulk?: BulkAction;
}
