import type { TypeId } from '../../values/index.js';

/** Names of what a request to a gateway may do. Those that begin with `read` change nothing. */
export type GatewayActionName =
  | 'readDomain'
  | 'readExecutions'
  | 'readExecution'
  | 'readHistory'
  | 'readState'
  | 'readProgress'
  | 'readResult'
  | 'readTimeline'
  | 'readWhy'
  | 'readPending'
  | 'readSteps'
  | 'readTaskLists'
  | 'readTypes'
  | 'start'
  | 'signal'
  | 'cancel'
  | 'terminate'
  | 'rerun'
  | 'redrive'
  | 'bulk';

/** Facts about a gateway, and what it allows the request that asks. */
export interface Capabilities {
  /** Version of the library. */
  readonly version: string;
  readonly domain: string;
  /** Region of the SWF client, if it is known. */
  readonly region?: string;
  /** `amazon` for Amazon's own endpoints, `embedded` for `rx-swf/local` in the same process, `other` for anything else. */
  readonly endpoint: 'amazon' | 'embedded' | 'other';
  /** Actions that `authorize` allows by their names alone. It may still deny one for a certain execution. */
  readonly actions: readonly GatewayActionName[];
  /** Durable workflows whose code the gateway has: their executions have steps. */
  readonly workflows: readonly TypeId[];
  /** True if types are compared with definitions. */
  readonly hasDefinitions: boolean;
}
