import type {
  ChildPolicy,
  CloseStatus,
  ExecutionStatus,
  WorkflowExecutionTerminatedCause,
  WorkflowExecutionTimeoutType,
} from '@aws-sdk/client-swf';
import type { Duration, ExecutionId, TypeId } from '../../values/index.js';
import { Entity } from './Entity.js';
import { withPayloads } from './withPayloads.js';

/** The states of an {@link Execution}. The first is open. */
export type ExecutionState =
  | 'started'
  | 'completed'
  | 'failed'
  | 'timedOut'
  | 'canceled'
  | 'terminated'
  | 'continuedAsNew';

/** The execution itself, as recorded in its history. */
export class Execution extends withPayloads(
  Entity<ExecutionState, ExecutionState | 'cancelRequested'>,
  'input',
  'result',
  'details',
  'executionContext',
) {
  declare readonly workflowType: TypeId | undefined;
  declare readonly taskList: string | undefined;
  declare readonly taskPriority: number | undefined;
  declare readonly childPolicy: ChildPolicy | undefined;
  declare readonly executionStartToCloseTimeout: Duration | undefined;
  declare readonly taskStartToCloseTimeout: Duration | undefined;
  declare readonly tagList: readonly string[] | undefined;
  declare readonly lambdaRole: string | undefined;
  /** The execution that started this one as its child. */
  declare readonly parent: ExecutionId | undefined;
  /** Id of the event in the parent's history that initiated this one. */
  declare readonly parentInitiatedEventId: number | undefined;
  /** Id of the run that continued as this one. */
  declare readonly continuedExecutionRunId: string | undefined;
  /** Id of the run that this one continued as. */
  declare readonly newExecutionRunId: string | undefined;
  /** `true` if its cancellation has been requested. */
  declare readonly cancelRequested: boolean;
  declare readonly startTimestamp: Date | undefined;
  declare readonly closeTimestamp: Date | undefined;
  /** `undefined` while it is open. */
  declare readonly closeStatus: CloseStatus | undefined;
  declare readonly reason: string | undefined;
  declare readonly timeoutType: WorkflowExecutionTimeoutType | undefined;
  /** Cause of its termination. */
  declare readonly cause: WorkflowExecutionTerminatedCause | undefined;

  override get isOpen(): boolean {
    return this.state === 'started';
  }

  get status(): ExecutionStatus {
    return this.isOpen ? 'OPEN' : 'CLOSED';
  }

  override toString(): string {
    const type = this.workflowType === undefined ? '' : `'${this.workflowType.name}', `;
    return `Execution(${type}${this.closeStatus ?? 'OPEN'})`;
  }
}
