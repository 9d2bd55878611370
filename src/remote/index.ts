/**
 * The executions behind a gateway of `rx-swf/gateway`, in a page. Loads no AWS SDK.
 *
 * @packageDocumentation
 */

export type * from '../sdk/sdkTypes.js';
export type {
  DriftDifference,
  DriftRecord,
  ExecutionRecord,
  ExecutionSelection,
  Outcome,
  StateCount,
  TaskListRecord,
  TypeRecord,
} from '../streams/index.js';
export type { MarbleEnd, MarblePoint, MarbleRow, MarbleValue } from '../workflows/steps/Marbles.js';
export type { OpenSubscription, Step, StepCommand, StepEvent } from '../workflows/steps/Step.js';
export type { StepList } from '../workflows/steps/StepLog.js';
export type { RemoteStatus } from './connection/Connections.js';
export type { RemoteBackoff, RemoteOptions } from './connection/RemoteOptions.js';
export { RemoteError } from './errors/RemoteError.js';
export { RemoteExecution } from './RemoteExecution.js';
export type { RemoteFilter } from './RemoteFilter.js';
export { type Remote, type RemoteExecutions, type RemoteTypesOptions, remote } from './remote.js';
export type {
  RemoteActionOptions,
  RemoteRedriveOptions,
  RemoteRerunOptions,
  RemoteStartOptions,
  RemoteTerminateOptions,
} from './wire/actions.js';
export type { BulkPlan, BulkProgress, BulkRequest } from './wire/bulk.js';
export type { Capabilities, GatewayActionName } from './wire/Capabilities.js';
export type { DomainRecord, PendingList, PendingTask, TypeList } from './wire/lists.js';
export type { EntityRecord, EventRecord, FailureRecord, StartedRun, StateRecord } from './wire/records.js';
export type { Wire } from './wire/Wire.js';
