/**
 * Executions over HTTP, for front ends: lists, histories, states, progress and results as server-sent events, and
 * actions. The page's side is `rx-swf/remote`.
 *
 * @packageDocumentation
 */

export type * from '../sdk/sdkTypes.js';
export { type GatewayHandler, gateway } from './gateway.js';
export type { ActionRecord } from './options/ActionRecord.js';
export type { BulkAction, GatewayAction, GatewayActionName } from './options/GatewayAction.js';
export type { Authorize, GatewayOptions } from './options/GatewayOptions.js';
export type { Permission } from './options/Permission.js';
export { toNodeListener } from './toNodeListener.js';
