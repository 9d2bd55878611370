import type { BulkAction, GatewayAction } from './GatewayAction.js';

/** An action that a gateway has performed or tried, for an audit. It is plain JSON. */
export interface ActionRecord extends Omit<GatewayAction, 'isRead' | 'bulk'> {
  /** Time of the end of the action, as an ISO text. */
  readonly at: string;
  /** The name that `authorize` has given. */
  readonly who?: string;
  /** `denied` by `authorize`. A `bulk` action is `begun`, and then has another outcome; `stopped` if its client has left. */
  readonly outcome: 'ok' | 'failed' | 'denied' | 'begun' | 'stopped';
  /** Why it failed. */
  readonly error?: { readonly kind: string; readonly message: string };
  /** Run that was started. */
  readonly newRunId?: string;
  /** Selection of a `bulk` action, and the numbers of its outcomes. */
  readonly bulk?: Pick<BulkAction, 'action' | 'filter'> & {
    readonly ok: number;
    readonly skipped: number;
    readonly failed: number;
  };
}
