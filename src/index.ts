/**
 * Amazon Simple Workflow Service for people who think in RxJS.
 *
 * @packageDocumentation
 */

export * from './models/decisions/index.js';
export * from './models/events/index.js';
export * from './models/history/index.js';
export {
  ActivityTask,
  ActivityType,
  type ActivityTypeOptions,
  type Answer,
  type AnyExecutionId,
  contentKey,
  type DataConverter,
  type DecisionOptions,
  DecisionTask,
  type Difference,
  type DomainOptions,
  type DomainOrName,
  type Duration,
  type ExecutionConfiguration,
  type ExecutionId,
  type FailOptions,
  type HeartbeatAnswer,
  type HistoryOptions,
  jsonConverter,
  Model,
  ModelDiff,
  type OffloadOptions,
  type OffloadStore,
  type OpenCounts,
  offload,
  type PayloadStore,
  type StartOptions,
  Task,
  type TerminateOptions,
  type TypeId,
  type WatchOptions,
  WorkflowExecution,
  type WorkflowExecutionOptions,
  WorkflowType,
  type WorkflowTypeOptions,
} from './models/index.js';
export * from './requests/errors.js';
export {
  type Backoff,
  type BlindOptions,
  describeError,
  type ErrorDescription,
  type RequestOptions,
  type Retry,
  reasonOf,
  request,
  retryTransient,
} from './requests/index.js';
export type * from './requests/sdkTypes.js';
export * from './settings/index.js';
export * from './streams/index.js';
