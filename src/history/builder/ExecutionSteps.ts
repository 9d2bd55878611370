import type {
  ChildPolicy,
  CompleteWorkflowExecutionFailedCause,
  ContinueAsNewWorkflowExecutionFailedCause,
  DecisionTaskTimeoutType,
} from '@aws-sdk/client-swf';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import { type Duration, type ExecutionId, omitUndefined, type TypeId, toWire } from '../../values/index.js';
import { HistoryWriter } from './HistoryWriter.js';

/** Options for starting the execution. */
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

const names: OptionNames<StartStepOptions> = {
  workflowType: true,
  input: true,
  tagList: true,
  taskList: true,
  childPolicy: true,
  executionStartToCloseTimeout: true,
  taskStartToCloseTimeout: true,
  lambdaRole: true,
  parent: true,
  continuedExecutionRunId: true,
};
const turnOptions = { identity: true, executionContext: true } as const;
const nothing = {};

/** Steps of the execution itself: its start, decision tasks, signals, cancel requests, markers and close. */
export abstract class ExecutionSteps extends HistoryWriter {
  /** Starts the execution and schedules its first decision task. */
  start(options: StartStepOptions = nothing): this {
    checkOptions('start()', options, names);
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
      ...omitUndefined({
        tagList: tagList && [...tagList],
        lambdaRole: options.lambdaRole,
        parentWorkflowExecution: parent,
        continuedExecutionRunId: options.continuedExecutionRunId,
      }),
    });
    return this;
  }

  /** A decider takes the scheduled decision task. */
  decisionTaskStarted(options: { readonly identity?: string } = nothing): this {
    checkOptions('decisionTaskStarted()', options, turnOptions);
    const { identity } = options;
    this.startTask(identity);
    return this;
  }

  /** The decider responds. Decisions that follow belong to this turn. */
  decisionTaskCompleted(options: { readonly executionContext?: unknown } = nothing): this {
    checkOptions('decisionTaskCompleted()', options, turnOptions);
    const { executionContext } = options;
    this.completeTask(this.payload('executionContext', executionContext));
    return this;
  }

  /** The decision task times out and is scheduled again. */
  decisionTaskTimedOut(options: { readonly timeoutType?: DecisionTaskTimeoutType } = nothing): this {
    checkOptions('decisionTaskTimedOut()', options, { timeoutType: true });
    const { timeoutType = 'START_TO_CLOSE' } = options;
    const { started, scheduled } = this.compiled.decisions;
    const turn = timeoutType === 'START_TO_CLOSE' ? started[0] : scheduled[0];
    if (turn === undefined) this.refuse('DecisionTaskTimedOut', `no decision task can be ${timeoutType}`);
    const { id: scheduledEventId, startedEventId = 0 } = turn;
    this.happened('DecisionTaskTimedOut', { timeoutType, scheduledEventId, startedEventId });
    return this;
  }

  /** Adds a whole turn: starts and completes the scheduled decision task. */
  turn(options: { readonly identity?: string; readonly executionContext?: unknown } = nothing): this {
    return this.decisionTaskStarted(options).decisionTaskCompleted(options);
  }

  /** The execution receives a signal. */
  signal(
    signalName: string,
    options: { readonly input?: unknown; readonly from?: ExecutionId } = nothing,
  ): this {
    checkOptions('signal()', options, { input: true, from: true });
    this.happened('WorkflowExecutionSignaled', {
      signalName,
      externalInitiatedEventId: options.from === undefined ? 0 : 1,
      ...this.payload('input', options.input),
      ...omitUndefined({ externalWorkflowExecution: options.from }),
    });
    return this;
  }

  /** The execution receives a cancel request. */
  cancelRequested(options: { readonly from?: ExecutionId } = nothing): this {
    checkOptions('cancelRequested()', options, { from: true });
    const { from } = options;
    this.happened('WorkflowExecutionCancelRequested', {
      externalInitiatedEventId: from === undefined ? 0 : 1,
      ...omitUndefined({ externalWorkflowExecution: from }),
    });
    return this;
  }

  marker(markerName: string, options: { readonly details?: unknown } = nothing): this {
    checkOptions('marker()', options, { details: true });
    this.decided('MarkerRecorded', { markerName, ...this.payload('details', options.details) });
    return this;
  }

  complete(options: { readonly result?: unknown } = nothing): this {
    checkOptions('complete()', options, { result: true });
    return this.closed('WorkflowExecutionCompleted', this.payload('result', options.result));
  }

  fail(options: { readonly reason?: string; readonly details?: unknown } = nothing): this {
    checkOptions('fail()', options, { reason: true, details: true });
    const { reason, details } = options;
    const attributes = { ...omitUndefined({ reason }), ...this.payload('details', details) };
    return this.closed('WorkflowExecutionFailed', attributes);
  }

  cancel(options: { readonly details?: unknown } = nothing): this {
    checkOptions('cancel()', options, { details: true });
    return this.closed('WorkflowExecutionCanceled', this.payload('details', options.details));
  }

  continueAsNew(options: { readonly newExecutionRunId?: string; readonly input?: unknown } = nothing): this {
    checkOptions('continueAsNew()', options, { newExecutionRunId: true, input: true });
    const { workflowType, taskList, childPolicy, ...started } = this.compiled.execution;
    return this.closed('WorkflowExecutionContinuedAsNew', {
      newExecutionRunId: options.newExecutionRunId ?? 'next-run',
      workflowType,
      taskList: { name: taskList },
      childPolicy,
      ...omitUndefined({
        executionStartToCloseTimeout: toWire(started.executionStartToCloseTimeout),
        taskStartToCloseTimeout: toWire(started.taskStartToCloseTimeout),
      }),
      ...this.payload('input', options.input),
    });
  }

  /** SWF rejects the decision to close; the execution stays open. */
  closeFailed(
    decision: 'Complete' | 'Fail' | 'Cancel',
    cause: CompleteWorkflowExecutionFailedCause = 'UNHANDLED_DECISION',
  ): this {
    this.decided(`${decision}WorkflowExecutionFailed`, { cause });
    return this;
  }

  /** SWF rejects the decision to continue as new; the execution stays open. */
  continueAsNewFailed(cause: ContinueAsNewWorkflowExecutionFailedCause = 'UNHANDLED_DECISION'): this {
    this.decided('ContinueAsNewWorkflowExecutionFailed', { cause });
    return this;
  }

  /** SWF rejects the decision to record a marker. */
  markerFailed(markerName: string): this {
    this.decided('RecordMarkerFailed', { markerName, cause: 'OPERATION_NOT_PERMITTED' });
    return this;
  }

  terminate(options: { readonly reason?: string; readonly details?: unknown } = nothing): this {
    checkOptions('terminate()', options, { reason: true, details: true });
    const { reason, details } = options;
    this.happened('WorkflowExecutionTerminated', {
      childPolicy: this.compiled.execution.childPolicy,
      cause: 'OPERATOR_INITIATED',
      ...omitUndefined({ reason }),
      ...this.payload('details', details),
    });
    return this;
  }

  /** The execution exceeds its `executionStartToCloseTimeout`. */
  timeOut(): this {
    const { childPolicy, executionStartToCloseTimeout: timeout } = this.compiled.execution;
    const after = typeof timeout === 'number' ? this.timeOf(1) + timeout * 1_000 : 0;
    this.happened('WorkflowExecutionTimedOut', { timeoutType: 'START_TO_CLOSE', childPolicy }, { after });
    return this;
  }
}
