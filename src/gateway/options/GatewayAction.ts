import type { TypeId } from '../../values/index.js';

/** Names of what a request may do. Those that begin with `read` change nothing. */
export type GatewayActionName =
  | 'readExecutions'
  | 'readExecution'
  | 'readHistory'
  | 'readState'
  | 'readProgress'
  | 'readResult'
  | 'readTimeline'
  | 'readWhy'
  | 'start'
  | 'signal'
  | 'cancel'
  | 'terminate'
  | 'rerun'
  | 'redrive';

/** What a request wants to do, for `authorize`. */
export interface GatewayAction {
  readonly name: GatewayActionName;
  /** `true` if it changes nothing. */
  readonly isRead: boolean;
  /** Id of the execution. Not known of `readExecutions`, nor of a `start` that leaves it to the gateway. */
  readonly workflowId?: string;
  /** Run of the execution, if the request names one. */
  readonly runId?: string;
  /** Type to `start`. */
  readonly workflowType?: TypeId;
  /** Name of the signal. */
  readonly signalName?: string;
}
