import type {
  ChildPolicy,
  CompleteWorkflowExecutionFailedCause,
  ContinueAsNewWorkflowExecutionFailedCause,
} from '@aws-sdk/client-swf';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import { type Duration, type ExecutionId, omitUndefined, type TypeId, toWire } from '../../values/index.js';
import type { EventLog } from './EventLog.js';

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

type Failure = { readonly reason?: string; readonly details?: unknown };

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
const failureNames: OptionNames<Failure> = { reason: true, details: true };
const workflowType = { name: 'Workflow', version: '1' };

export function start(log: EventLog, options: StartStepOptions = {}): void {
  checkOptions('start()', options, names);
  const { name, version } = options.workflowType ?? workflowType;
  const { taskList = 'decisions', taskStartToCloseTimeout = 'NONE', tagList, parent } = options;
  const attributes = {
    childPolicy: options.childPolicy ?? 'TERMINATE',
    taskList: { name: taskList },
    workflowType: { name, version },
    executionStartToCloseTimeout: String(options.executionStartToCloseTimeout ?? 3_600),
    taskStartToCloseTimeout: String(taskStartToCloseTimeout),
    parentInitiatedEventId: parent === undefined ? 0 : 1,
    ...log.payload('input', options.input),
    ...omitUndefined({
      tagList: tagList && [...tagList],
      lambdaRole: options.lambdaRole,
      parentWorkflowExecution: parent,
      continuedExecutionRunId: options.continuedExecutionRunId,
    }),
  };
  log.begin(attributes, { taskList, startToCloseTimeout: taskStartToCloseTimeout });
}

export function signal(
  log: EventLog,
  signalName: string,
  options: { readonly input?: unknown; readonly from?: ExecutionId } = {},
): void {
  checkOptions('signal()', options, { input: true, from: true });
  log.happened('WorkflowExecutionSignaled', {
    signalName,
    ...log.payload('input', options.input),
    ...sender(options.from),
  });
}

export function cancelRequested(log: EventLog, options: { readonly from?: ExecutionId } = {}): void {
  checkOptions('cancelRequested()', options, { from: true });
  log.happened('WorkflowExecutionCancelRequested', sender(options.from));
}

export function marker(
  log: EventLog,
  markerName: string,
  options: { readonly details?: unknown } = {},
): void {
  checkOptions('marker()', options, { details: true });
  log.decided('MarkerRecorded', { markerName, ...log.payload('details', options.details) });
}

export function markerFailed(log: EventLog, markerName: string): void {
  log.decided('RecordMarkerFailed', { markerName, cause: 'OPERATION_NOT_PERMITTED' });
}

export function complete(log: EventLog, options: { readonly result?: unknown } = {}): void {
  checkOptions('complete()', options, { result: true });
  log.closed('WorkflowExecutionCompleted', log.payload('result', options.result));
}

export function fail(log: EventLog, options: Failure = {}): void {
  checkOptions('fail()', options, failureNames);
  log.closed('WorkflowExecutionFailed', failure(log, options));
}

export function cancel(log: EventLog, options: { readonly details?: unknown } = {}): void {
  checkOptions('cancel()', options, { details: true });
  log.closed('WorkflowExecutionCanceled', log.payload('details', options.details));
}

export function continueAsNew(
  log: EventLog,
  options: { readonly newExecutionRunId?: string; readonly input?: unknown } = {},
): void {
  checkOptions('continueAsNew()', options, { newExecutionRunId: true, input: true });
  const { taskList, childPolicy, ...started } = log.history.execution;
  log.closed('WorkflowExecutionContinuedAsNew', {
    newExecutionRunId: options.newExecutionRunId ?? 'next-run',
    workflowType: started.workflowType,
    taskList: { name: taskList },
    childPolicy,
    ...omitUndefined({
      executionStartToCloseTimeout: toWire(started.executionStartToCloseTimeout),
      taskStartToCloseTimeout: toWire(started.taskStartToCloseTimeout),
    }),
    ...log.payload('input', options.input),
  });
}

export function closeFailed(
  log: EventLog,
  decision: 'Complete' | 'Fail' | 'Cancel',
  cause: CompleteWorkflowExecutionFailedCause = 'UNHANDLED_DECISION',
): void {
  log.decided(`${decision}WorkflowExecutionFailed`, { cause });
}

export function continueAsNewFailed(
  log: EventLog,
  cause: ContinueAsNewWorkflowExecutionFailedCause = 'UNHANDLED_DECISION',
): void {
  log.decided('ContinueAsNewWorkflowExecutionFailed', { cause });
}

export function terminate(log: EventLog, options: Failure = {}): void {
  checkOptions('terminate()', options, failureNames);
  const { childPolicy } = log.history.execution;
  log.happened('WorkflowExecutionTerminated', {
    childPolicy,
    cause: 'OPERATOR_INITIATED',
    ...failure(log, options),
  });
}

export function timeOut(log: EventLog): void {
  const { childPolicy, executionStartToCloseTimeout: timeout } = log.history.execution;
  const after = typeof timeout === 'number' ? log.timeOf(1) + timeout * 1_000 : 0;
  log.happened('WorkflowExecutionTimedOut', { timeoutType: 'START_TO_CLOSE', childPolicy }, { after });
}

function sender(execution: ExecutionId | undefined) {
  const externalInitiatedEventId = execution === undefined ? 0 : 1;
  return { externalInitiatedEventId, ...omitUndefined({ externalWorkflowExecution: execution }) };
}

function failure(log: EventLog, { reason, details }: Failure) {
  return { ...omitUndefined({ reason }), ...log.payload('details', details) };
}
