export { ActivityType, type ActivityTypeOptions, activityTypeFrom } from './ActivityType.js';
export { Domain, type DomainOrName, toDomain } from './Domain.js';
export { type DomainOptions, registrationStatuses } from './DomainOptions.js';
export type { ExecutionConfiguration } from './ExecutionConfiguration.js';
export { fetchHistory, fetchHistoryPage, type HistoryOptions } from './fetchHistory.js';
export { Model, type ModelLook } from './Model.js';
export { type Difference, ModelDiff } from './ModelDiff.js';
export type { ResourceTags } from './ResourceTags.js';
export { runToRepeat } from './rerun.js';
export type { StartOptions } from './StartOptions.js';
export { type RunToStart, startRun } from './startRun.js';
export { remoteOf, WorkflowExecution } from './WorkflowExecution.js';
export {
  closeStatuses,
  type OpenCounts,
  optionsFromInfo,
  type TerminateOptions,
  type WorkflowExecutionOptions,
} from './WorkflowExecutionOptions.js';
export {
  WorkflowType,
  type WorkflowTypeOptions,
  workflowTypeFrom,
} from './WorkflowType.js';
export type { ExecutionState, RunId } from './watch/ExecutionGroup.js';
export type { WatchHistoryOptions, WatchStateOptions } from './watch/followHistory.js';
export type { Look } from './watch/Look.js';
export { lookAtExecution, type RunPlace } from './watch/looks.js';
export { type WatchOptions, watchOptions } from './watch/WatchOptions.js';
export { adaptiveInterval, type Wish } from './watch/Wish.js';
