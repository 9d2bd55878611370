/**
 * Durable workflows: ordinary RxJS pipelines, replayed from SWF's history, that survive a crash.
 *
 * @packageDocumentation
 */

export type * from '../requests/sdkTypes.js';
export {
  type ActivityContext,
  type ActivityDefinition,
  type ActivityFunction,
  type ActivityImplementation,
  type ActivityOptions,
  type ActivityScheduling,
  type AnyActivity,
  activity,
} from './activity.js';
export type { Child } from './context/ChildType.js';
export { type Exposed, exposed } from './context/exposed.js';
export type {
  CancelRequest,
  ChildOptions,
  ContinueOptions,
  ReceivedSignal,
  RunOptions,
  Version,
  WorkflowContext,
  WorkflowInfo,
} from './context/WorkflowContext.js';
export { DeterminismError, StalledError } from './errors/DeterminismError.js';
export * from './errors/ExecutionError.js';
export * from './errors/FailureError.js';
export { type Divergence, NonDeterminismError } from './errors/NonDeterminismError.js';
export * from './errors/refusals.js';
export { SignalsNotCarriedError } from './errors/SignalsNotCarriedError.js';
export { UnknownWorkflowError } from './errors/UnknownWorkflowError.js';
export { WorkflowCancellation, WorkflowFailure } from './errors/WorkflowFailure.js';
export { DurableExecution } from './execution/DurableExecution.js';
export type { ExecutionView } from './execution/ExecutionView.js';
export type { FollowOptions } from './execution/follow.js';
export { query } from './execution/query.js';
export type { Ambient } from './guard/Host.js';
export type * from './Jsonable.js';
export type { RetryPolicy } from './RetryPolicy.js';
export type { MaxOpen } from './replay/Semantics.js';
export { type SagaBody, type Step, saga, Waitable, wait } from './saga.js';
export { shielded } from './shielded.js';
export {
  type ActivityWorkerOptions,
  activityWorker,
  type DurableActivityWorker,
} from './worker/activityWorker.js';
export type { LiveOptions } from './worker/LiveRuns.js';
export { type Registrable, register, TypeMismatchError } from './worker/register.js';
export type { StickyOptions, WorkflowWorkerOptions } from './worker/WorkflowWorkerOptions.js';
export { type WorkflowWorker, workflowWorker } from './worker/workflowWorker.js';
export {
  type AnyWorkflow,
  type WorkflowDefaults,
  type WorkflowDefinition,
  type WorkflowFunction,
  type WorkflowOptions,
  workflow,
} from './workflow.js';
