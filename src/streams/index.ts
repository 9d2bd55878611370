export { ActivityFailure } from './ActivityFailure.js';
export { ActivityTypeQuerySet } from './ActivityTypeQuerySet.js';
export { ActivityWorker } from './ActivityWorker.js';
export { Actor } from './Actor.js';
export type { ActorEvent } from './ActorEvent.js';
export type { ActorOptions } from './ActorOptions.js';
export type { Performed } from './answer.js';
export type { Count } from './Count.js';
export { Decider, type DeciderOptions } from './Decider.js';
export { Domain } from './Domain.js';
export { type DomainFilter, DomainQuerySet } from './DomainQuerySet.js';
export { type Decided, type DecideOptions, type DecisionHandler, type Decisions, decide } from './decide.js';
export type { CacheOptions } from './decider/KeptHistories.js';
export { DecisionTimeoutError } from './decider/outOfTime.js';
export type { ClosedFilter, ExecutionFilter, Moment, OpenFilter } from './executionFilter.js';
export { type EventsOptions, HistoryQuerySet } from './HistoryQuerySet.js';
export type { Logger } from './Logger.js';
export {
  type ActivityHandler,
  type PerformContext,
  type PerformOptions,
  perform,
} from './perform.js';
export { type ActivityHandlers, performBy } from './performBy.js';
export type { DrainOptions } from './polling/Drain.js';
export { processSignals } from './processSignals.js';
export { Query, type QueryOptions } from './Query.js';
export { type TypeFilter, TypeQuerySet } from './TypeQuerySet.js';
export { type Tally, tally } from './tally.js';
export type { Work } from './toWork.js';
export { type CreateExecutionOptions, WorkflowExecutionQuerySet } from './WorkflowExecutionQuerySet.js';
export { WorkflowTypeQuerySet } from './WorkflowTypeQuerySet.js';
