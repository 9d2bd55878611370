export { ActivityWorker } from './actors/ActivityWorker.js';
export { Actor } from './actors/Actor.js';
export type { ActorOptions } from './actors/ActorOptions.js';
export { Decider, type DeciderOptions } from './actors/Decider.js';
export type { DecideOptions, DecisionAnswer, DecisionOutcome } from './actors/decide/answerDecisionTasks.js';
export { type DecisionHandler, type DecisionResponse, decide } from './actors/decide/decide.js';
export { DecisionTimeoutError } from './actors/decide/decisionTimeout.js';
export type { HistoryCacheOptions } from './actors/decide/HistoryCache.js';
export type { ActorEvent } from './actors/events/ActorEvent.js';
export type { Logger } from './actors/events/Logger.js';
export { type Tally, tally } from './actors/events/tally.js';
export { ActivityFailure } from './actors/perform/ActivityFailure.js';
export type { ActivityOutcome } from './actors/perform/answer.js';
export type { PerformContext } from './actors/perform/PerformContext.js';
export {
  type ActivityHandler,
  type PerformOptions,
  perform,
} from './actors/perform/perform.js';
export { type ActivityHandlers, performBy } from './actors/perform/performBy.js';
export type { DrainOptions } from './actors/polling/Drain.js';
export { processSignals } from './actors/processSignals.js';
export type { ActorError, ActorState } from './actors/state/ActorState.js';
export { type Health, type HealthOptions, type HealthStatus, healthOf } from './actors/state/healthOf.js';
export { ActivityTask } from './actors/tasks/ActivityTask.js';
export type { CandidateDifference, CandidateEvent, CandidateSkip } from './actors/tasks/CandidateEvent.js';
export { DecisionTask } from './actors/tasks/DecisionTask.js';
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
} from './actors/tasks/responses.js';
export type { HandlerResult } from './actors/tasks/runHandler.js';
export { Task, type TaskObserver } from './actors/tasks/Task.js';
export type { TaskAnswer, TaskEvent } from './actors/tasks/TaskEvent.js';
export type { ExecutionOperation } from './bulk/ExecutionOperation.js';
export { type Extent, extentOf } from './bulk/extentOf.js';
export { addOutcome, noOutcomes, type Outcome, type Tally as OutcomeTally } from './bulk/Outcome.js';
export { cancellation } from './bulk/operations/cancellation.js';
export { rerunning } from './bulk/operations/rerunning.js';
export { signaling } from './bulk/operations/signaling.js';
export { termination } from './bulk/operations/termination.js';
export { type BulkTarget, outcomesOf } from './bulk/outcomesOf.js';
export { countTaskLists } from './catalog/countTaskLists.js';
export type { TaskListRecord } from './catalog/TaskListRecord.js';
export { TypeDirectory, type TypeStatus } from './catalog/TypeDirectory.js';
export { compareTypes, type TypeRecord, toTypeRecord } from './catalog/TypeRecord.js';
export { byList, type TypesOfList, taskListsOf } from './catalog/taskListsOf.js';
export { DomainDrift } from './live/DomainDrift.js';
export type { ChangedModel, DriftModel, DriftParts } from './live/DriftParts.js';
export { DriftPlan, type DriftStep, type ManualStep } from './live/DriftPlan.js';
export { type DriftDifference, type DriftRecord, toDriftRecord } from './live/DriftRecord.js';
export { type DriftOptions, drift } from './live/drift.js';
export type { AnyType, TypeDefinition } from './live/TypeDefinition.js';
export { ActivityTypeQuerySet } from './querysets/ActivityTypeQuerySet.js';
export { type DomainFilter, DomainQuerySet } from './querysets/DomainQuerySet.js';
export type {
  AnyStatusFilter,
  ClosedFilter,
  DateOrDaysAgo,
  ExecutionFilter,
  OpenFilter,
} from './querysets/executionFilter.js';
export { type EventsOptions, HistoryQuerySet } from './querysets/HistoryQuerySet.js';
export { LiveQuery } from './querysets/LiveQuery.js';
export type { LiveItems, LiveOptions } from './querysets/live/LiveItems.js';
export { Query, type QueryOptions } from './querysets/Query.js';
export { type TypeFilter, TypeQuerySet } from './querysets/TypeQuerySet.js';
export {
  type CreateExecutionOptions,
  WorkflowExecutionQuerySet,
} from './querysets/WorkflowExecutionQuerySet.js';
export { WorkflowTypeQuerySet } from './querysets/WorkflowTypeQuerySet.js';
export { countByState, type StateCount } from './selections/countByState.js';
export { countListing } from './selections/countListing.js';
export { type ExecutionRecord, toRecord } from './selections/ExecutionRecord.js';
export type { ExecutionSelection } from './selections/ExecutionSelection.js';
export { type FilteredListing, listingsOf } from './selections/listingsOf.js';
export { type ExecutionWatch, selectExecutions, watchExecutions } from './selections/selectExecutions.js';
export { watchCounts } from './selections/watchCounts.js';
