import type {
  ChildPolicy,
  StartChildWorkflowExecutionFailedCause,
  WorkflowExecutionTimeoutType,
} from '@aws-sdk/client-swf';
import type { Duration, TypeId } from '../../values/index.js';
import { IdentifiedEntity } from './Entity.js';
import { withPayloads } from './withPayloads.js';

/** The states of a {@link ChildExecution}. The first two are open. */
export type ChildExecutionState =
  | 'startInitiated'
  | 'started'
  | 'startFailed'
  | 'completed'
  | 'failed'
  | 'timedOut'
  | 'canceled'
  | 'terminated';

/** A child workflow execution, as recorded in its parent's history. Its `id` is the workflow id. */
export class ChildExecution extends withPayloads(
  IdentifiedEntity<ChildExecutionState>,
  'input',
  'control',
  'result',
  'details',
) {
  /** Run id; once a child that continued as new has closed, that of its last run. */
  declare readonly runId: string | undefined;
  declare readonly workflowType: TypeId | undefined;
  declare readonly taskList: string | undefined;
  declare readonly taskPriority: number | undefined;
  declare readonly childPolicy: ChildPolicy | undefined;
  declare readonly executionStartToCloseTimeout: Duration | undefined;
  declare readonly taskStartToCloseTimeout: Duration | undefined;
  declare readonly tagList: readonly string[] | undefined;
  declare readonly lambdaRole: string | undefined;
  declare readonly decisionTaskCompletedEventId: number | undefined;
  /** `undefined` if SWF rejected the decision. */
  declare readonly initiatedEventId: number | undefined;
  declare readonly startedEventId: number | undefined;
  declare readonly reason: string | undefined;
  declare readonly timeoutType: WorkflowExecutionTimeoutType | undefined;
  /** Cause of the failure to start it. */
  declare readonly cause: StartChildWorkflowExecutionFailedCause | undefined;

  override get isOpen(): boolean {
    return this.state === 'startInitiated' || this.state === 'started';
  }

  override toString(): string {
    return `ChildExecution('${this.id}', ${this.state})`;
  }
}
