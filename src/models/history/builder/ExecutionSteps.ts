import type {
  ChildPolicy,
  CompleteWorkflowExecutionFailedCause,
  ContinueAsNewWorkflowExecutionFailedCause,
  DecisionTaskTimeoutType,
} from '@aws-sdk/client-swf';
import type { ExecutionId, TypeId } from '../../ids.js';
import { type Duration, defined, toWire } from '../../validation.js';
import { HistoryWriter } from './HistoryWriter.js';

/** How the built execution starts. */
export interface StartStepOptions {
  /** @defaultValue `{ name: 'Workflow', version: '1' }` */
  readonly workflowType?: TypeId | undefined;
  readonly input?: unknown;
  readonly tagList?: readonly string[] | undefined;
  /** @defaultValue 'decisions' */
  readonly taskList?: string | undefined;
  /** @defaultValue 'TERMINATE' */
  readonly childPolicy?: ChildPolicy | undefined;
  /** @defaultValue 3,600 */
  readonly executionStartToCloseTimeout?: Duration | undefined;
  /** @defaultValue 'NONE' */
  readonly taskStartToCloseTimeout?: Duration | undefined;
  readonly lambdaRole?: string | undefined;
  readonly parent?: ExecutionId | undefined;
  readonly continuedExecutionRunId?: string | undefined;
}

const nothing = {};

/** The execution's own steps: its start, its decision tasks, what is asked of it, its end. */
export abstract class ExecutionSteps extends HistoryWriter {
  /** Starts the execution; its first decision task is scheduled. */
  start(options: StartStepOptions = nothing): this {
    if (this.compiled.lastEventId > 0) this.refuse('WorkflowExecutionStarted', 'it has started');
    const { name, version } = options.workflowType ?? { name: 'Workflow', version: '1' };
    const { taskList = 'decisions', taskStartToCloseTimeout = 'NONE', tagList, parent } = options;
    this.setTurns({ taskList, startToCloseTimeout: taskStartToCloseTimeout });
    this.happened('WorkflowExecutionStarted', {
      childPolicy: options.childPolicy ?? 'TERMINATE',
      taskList: { name: taskList },
      workflowType: { name, version },
      executionStartToCloseTimeout: String(options.executionStartToCloseTimeout ?? 3_600),
      taskStartToCloseTimeout: String(taskStartToCloseTimeout),
      parentInitiatedEventId: parent === undefined ? 0 : 1,
      ...this.payload('input', options.input),
      ...defined({
        tagList: tagList && [...tagList],
        lambdaRole: options.lambdaRole,
        parentWorkflowExecution: parent,
        continuedExecutionRunId: options.continuedExecutionRunId,
      }),
    });
    return this;
  }

  /** A decider takes the decision task that waits. */
  decisionTaskStarted({ identity }: { readonly identity?: string } = nothing): this {
    this.startTask(identity);
    return this;
  }

  /** The decider answers: what is decided next is decided in this turn. */
  decisionTaskCompleted({ executionContext }: { readonly executionContext?: unknown } = nothing): this {
    this.completeTask(this.payload('executionContext', executionContext));
    return this;
  }

  /** The decider is too late; the task is scheduled again. */
  decisionTaskTimedOut({ timeoutType = 'START_TO_CLOSE' as DecisionTaskTimeoutType } = {}): this {
    const { started, scheduled } = this.compiled.decisions;
    const turn = timeoutType === 'START_TO_CLOSE' ? started[0] : scheduled[0];
    if (turn === undefined) this.refuse('DecisionTaskTimedOut', `no decision task can be ${timeoutType}`);
    const { id: scheduledEventId, startedEventId = 0 } = turn;
    this.happened('DecisionTaskTimedOut', { timeoutType, scheduledEventId, startedEventId });
    return this;
  }

  /** A whole turn: the decision task that waits, started and completed. */
  turn(options: { readonly identity?: string; readonly executionContext?: unknown } = nothing): this {
    return this.decisionTaskStarted(options).decisionTaskCompleted(options);
  }

  /** Somebody signals the execution. */
  signal(
    signalName: string,
    options: { readonly input?: unknown; readonly from?: ExecutionId } = nothing,
  ): this {
    this.happened('WorkflowExecutionSignaled', {
      signalName,
      externalInitiatedEventId: options.from === undefined ? 0 : 1,
      ...this.payload('input', options.input),
      ...defined({ externalWorkflowExecution: options.from }),
    });
    return this;
  }

  /** Somebody asks the execution to cancel itself. */
  cancelRequested({ from }: { readonly from?: ExecutionId } = nothing): this {
    this.happened('WorkflowExecutionCancelRequested', {
      externalInitiatedEventId: from === undefined ? 0 : 1,
      ...defined({ externalWorkflowExecution: from }),
    });
    return this;
  }

  marker(markerName: string, options: { readonly details?: unknown } = nothing): this {
    this.decided('MarkerRecorded', { markerName, ...this.payload('details', options.details) });
    return this;
  }

  complete(options: { readonly result?: unknown } = nothing): this {
    return this.closed('WorkflowExecutionCompleted', this.payload('result', options.result));
  }

  fail({ reason, details }: { readonly reason?: string; readonly details?: unknown } = nothing): this {
    const attributes = { ...defined({ reason }), ...this.payload('details', details) };
    return this.closed('WorkflowExecutionFailed', attributes);
  }

  cancel(options: { readonly details?: unknown } = nothing): this {
    return this.closed('WorkflowExecutionCanceled', this.payload('details', options.details));
  }

  continueAsNew(options: { readonly newExecutionRunId?: string; readonly input?: unknown } = nothing): this {
    const { workflowType, taskList, childPolicy, ...started } = this.compiled.execution;
    return this.closed('WorkflowExecutionContinuedAsNew', {
      newExecutionRunId: options.newExecutionRunId ?? 'next-run',
      workflowType,
      taskList: { name: taskList },
      childPolicy,
      ...defined({
        executionStartToCloseTimeout: toWire(started.executionStartToCloseTimeout),
        taskStartToCloseTimeout: toWire(started.taskStartToCloseTimeout),
      }),
      ...this.payload('input', options.input),
    });
  }

  /** SWF refuses the decision to close: the execution stays open. */
  closeFailed(
    decision: 'Complete' | 'Fail' | 'Cancel',
    cause: CompleteWorkflowExecutionFailedCause = 'UNHANDLED_DECISION',
  ): this {
    this.decided(`${decision}WorkflowExecutionFailed`, { cause });
    return this;
  }

  /** SWF refuses the decision to continue as new: the execution stays open. */
  continueAsNewFailed(cause: ContinueAsNewWorkflowExecutionFailedCause = 'UNHANDLED_DECISION'): this {
    this.decided('ContinueAsNewWorkflowExecutionFailed', { cause });
    return this;
  }

  /** SWF refuses to record a marker. */
  markerFailed(markerName: string): this {
    this.decided('RecordMarkerFailed', { markerName, cause: 'OPERATION_NOT_PERMITTED' });
    return this;
  }

  terminate({ reason, details }: { readonly reason?: string; readonly details?: unknown } = nothing): this {
    this.happened('WorkflowExecutionTerminated', {
      childPolicy: this.compiled.execution.childPolicy,
      cause: 'OPERATOR_INITIATED',
      ...defined({ reason }),
      ...this.payload('details', details),
    });
    return this;
  }

  /** The execution takes longer than its `executionStartToCloseTimeout`. */
  timeOut(): this {
    const { childPolicy, executionStartToCloseTimeout: timeout } = this.compiled.execution;
    const after = typeof timeout === 'number' ? this.timeOf(1) + timeout * 1_000 : 0;
    this.happened('WorkflowExecutionTimedOut', { timeoutType: 'START_TO_CLOSE', childPolicy }, { after });
    return this;
  }
}
