/**
 * The executions behind a gateway of `rx-swf/gateway`, in a page. Loads no AWS SDK.
 *
 * @packageDocumentation
 */

export type { TerminateOptions } from '../models/index.js';
export type * from '../sdk/sdkTypes.js';
export type { ExecutionRecord } from '../streams/index.js';
export type { RemoteStatus } from './connection/Connections.js';
export type { RemoteBackoff, RemoteOptions } from './connection/RemoteOptions.js';
export { RemoteError } from './errors/RemoteError.js';
export { RemoteExecution } from './RemoteExecution.js';
export type { RemoteFilter } from './RemoteFilter.js';
export { type Remote, type RemoteExecutions, remote } from './remote.js';
export type { RemoteRedriveOptions, RemoteRerunOptions, RemoteStartOptions } from './wire/actions.js';
export type { EntityRecord, EventRecord, FailureRecord, StartedRun, StateRecord } from './wire/records.js';
export type { Wire } from './wire/Wire.js';
