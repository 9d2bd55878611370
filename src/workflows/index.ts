/**
 * Durable workflows: ordinary RxJS pipelines that survive crashes by being replayed from SWF's history.
 *
 * @packageDocumentation
 */

export type * from '../sdk/sdkTypes.js';
export type { CandidateOptions } from './candidate/CandidateOptions.js';
export { type HistoryMismatch, NonDeterminismError } from './commands/NonDeterminismError.js';
export type { MaxOpen } from './commands/Semantics.js';
export { activity } from './definitions/activity.js';
export {
  type ActivityContext,
  type ActivityDefinition,
  type ActivityFunction,
  type ActivityImplementation,
  type ActivityOptions,
  type ActivityScheduling,
  type AnyActivity,
  activityType,
} from './definitions/activityType.js';
export type { ChildWorkflow } from './definitions/ChildWorkflow.js';
export type { Jsonable, JsonConstraint, KeptByConverter, NotJson } from './definitions/Jsonable.js';
export { type QueryKey, queryKey } from './definitions/queryKey.js';
export type { RetryPolicy } from './definitions/RetryPolicy.js';
export type {
  ActivityRunOptions,
  CancelRequest,
  ChildWorkflowOptions,
  ContinueAsNewOptions,
  ContractContext,
  ReceivedSignal,
  VersionFunction,
  WorkflowContext,
  WorkflowInfo,
} from './definitions/WorkflowContext.js';
export {
  type AnyWorkflow,
  type ContinuationOptions,
  type WorkflowDefinition,
  type WorkflowFunction,
  type WorkflowOptions,
  workflow,
} from './definitions/workflow.js';
export {
  type WorkflowContract,
  type WorkflowContractOptions,
  type WorkflowDefaults,
  workflowType,
} from './definitions/workflowType.js';
export { DeterminismError, RedriveMismatchError, StalledError } from './errors/DeterminismError.js';
export {
  ExecutionCanceledError,
  ExecutionFailedError,
  ExecutionTerminatedError,
  ExecutionTimedOutError,
} from './errors/executionErrors.js';
export {
  ActivityCanceledError,
  ActivityFailedError,
  ActivityTimedOutError,
  ChildCanceledError,
  ChildFailedError,
  ChildTerminatedError,
  ChildTimedOutError,
  FailureError,
  type FailureOptions,
  LambdaFailedError,
  LambdaTimedOutError,
  SideEffectFailedError,
  type TimeoutType,
} from './errors/FailureError.js';
export {
  ActivityNotScheduledError,
  ChildNotStartedError,
  ExternalExecutionError,
  LambdaNotScheduledError,
  NotContinuedError,
  NotStartedError,
  TimerNotStartedError,
} from './errors/NotStartedError.js';
export { SignalsNotCarriedError } from './errors/SignalsNotCarriedError.js';
export { UnknownWorkflowError } from './errors/UnknownWorkflowError.js';
export { WorkflowCancellation, WorkflowFailure } from './errors/WorkflowFailure.js';
export type { AnySignals, SignalArguments } from './execution/AnySignals.js';
export { DurableExecution } from './execution/DurableExecution.js';
export type { RedriveOptions, RedrivePlanOptions } from './execution/redriveExecution.js';
export type { FollowOptions } from './execution/runStates.js';
export type { GlobalsMode } from './guard/TurnHost.js';
export type { ExecutionView } from './query/ExecutionView.js';
export { planRedrive } from './query/planRedrive.js';
export { query } from './query/query.js';
export { type SignalsListened, signalListeners } from './query/signalListeners.js';
export { NotRedrivableError, type RedriveRefusal } from './redrive/NotRedrivableError.js';
export type { RedrivePlan, RedriveStep } from './redrive/RedrivePlan.js';

export { type SagaBody, type SagaStep, saga, type Waitable, wait } from './saga/saga.js';
export { shielded } from './saga/shielded.js';
export {
  activityWorker,
  DurableActivityWorker,
  type DurableActivityWorkerOptions,
} from './worker/activityWorker.js';
export { register, TypeMismatchError } from './worker/register.js';
export type { StickyOptions } from './worker/StickyOptions.js';
export type { WorkflowWorkerOptions } from './worker/WorkflowWorkerOptions.js';
export { WorkflowWorker, workflowWorker } from './worker/workflowWorker.js';
