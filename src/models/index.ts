export { ActivityTask } from './ActivityTask.js';
export { ActivityType, type ActivityTypeOptions, activityTypeFrom } from './ActivityType.js';
export { type DataConverter, jsonConverter } from './DataConverter.js';
export { DecisionTask } from './DecisionTask.js';
export { Domain, type DomainOptions, type DomainOrName, registrationStatuses, toDomain } from './Domain.js';
export * from './decisions/index.js';
export { isClose } from './decisions/isClose.js';
export type { ExecutionConfiguration } from './ExecutionConfiguration.js';
export { type CarriedSignal, type Envelope, enclose, opened } from './envelope.js';
export * from './events/index.js';
export { executionFromInfo } from './executionInfo.js';
export { fetchHistory, fetchHistoryPage, type HistoryOptions } from './fetchHistory.js';
export { type Fitting, fitDetails, fitPayload } from './fitPayload.js';
export { fromService } from './fromService.js';
export * from './history/index.js';
export { type AnyExecutionId, type ExecutionId, executionId, type TypeId } from './ids.js';
export { Model, type WatchOptions } from './Model.js';
export { type Difference, ModelDiff } from './ModelDiff.js';
export {
  asSent,
  checkContent,
  contentKey,
  isContentKey,
  type OffloadOptions,
  type OffloadStore,
  offload,
  type PayloadStore,
} from './offload/index.js';
export { fromPayload, toPayload } from './payload.js';
export { Recent } from './Recent.js';
export {
  type DecisionOptions,
  type FailOptions,
  type HeartbeatAnswer,
  recordHeartbeat,
  respondCanceled,
  respondCompleted,
  respondDecisions,
  respondFailed,
  toReason,
} from './respond.js';
export { Task, type TaskObserver } from './Task.js';
export type { Answer, TaskEvent } from './TaskEvent.js';
export {
  checkCount,
  checkDate,
  checkDuration,
  checkName,
  checkOneOf,
  checkPeriod,
  checkText,
  type Duration,
  limits,
  optional,
  refuse,
  toDuration,
} from './validation.js';
export { WorkflowExecution } from './WorkflowExecution.js';
export {
  closeStatuses,
  type OpenCounts,
  type TerminateOptions,
  type WorkflowExecutionOptions,
} from './WorkflowExecutionOptions.js';
export {
  type StartOptions,
  WorkflowType,
  type WorkflowTypeOptions,
  workflowTypeFrom,
} from './WorkflowType.js';
