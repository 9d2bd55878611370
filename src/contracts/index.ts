/**
 * Contracts of workflows and activities, and the executions that they start: everything that a program needs which
 * starts, signals or watches executions. Loads no workflow engine.
 *
 * @packageDocumentation
 */

export type * from '../sdk/sdkTypes.js';
export {
  type ActivityDefinition,
  type ActivityOptions,
  type ActivityScheduling,
  activityType,
} from '../workflows/definitions/activityType.js';
export type {
  Jsonable,
  JsonConstraint,
  KeptByConverter,
  NotJson,
} from '../workflows/definitions/Jsonable.js';
export type { RetryPolicy } from '../workflows/definitions/RetryPolicy.js';
export {
  type WorkflowContract,
  type WorkflowContractOptions,
  type WorkflowDefaults,
  workflowType,
} from '../workflows/definitions/workflowType.js';
export {
  ExecutionCanceledError,
  ExecutionFailedError,
  ExecutionTerminatedError,
  ExecutionTimedOutError,
} from '../workflows/errors/executionErrors.js';
export type { AnySignals, SignalArguments } from '../workflows/execution/AnySignals.js';
export { DurableExecution } from '../workflows/execution/DurableExecution.js';
export type { RedriveOptions, RedrivePlanOptions } from '../workflows/execution/redriveExecution.js';
export type { FollowOptions } from '../workflows/execution/runStates.js';
export { NotRedrivableError, type RedriveRefusal } from '../workflows/redrive/NotRedrivableError.js';
export type { RedrivePlan, RedriveStep } from '../workflows/redrive/RedrivePlan.js';
