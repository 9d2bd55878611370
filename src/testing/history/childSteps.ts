import type { ChildPolicy, StartChildWorkflowExecutionFailedCause } from '@aws-sdk/client-swf';
import { checkState } from '../../history/events/checkState.js';
import type { ChildExecution, ChildExecutionState } from '../../history/index.js';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import type { Duration, TypeId } from '../../values/index.js';
import { omitUndefined } from '../../values/index.js';
import type { EventLog } from './EventLog.js';
import { checkIdIsFree, inState } from './entityChecks.js';

/** Options for the life of a child. */
export interface ChildStepOptions {
  /** The state that it reaches. @defaultValue 'completed' */
  readonly state?: ChildExecutionState | undefined;
  /** @defaultValue `{ name: 'Child', version: '1' }` */
  readonly type?: TypeId | undefined;
  readonly input?: unknown;
  readonly control?: unknown;
  /** @defaultValue 'decisions' */
  readonly taskList?: string | undefined;
  /** @defaultValue 'TERMINATE' */
  readonly childPolicy?: ChildPolicy | undefined;
  /** @defaultValue 3,600 */
  readonly executionStartToCloseTimeout?: Duration | undefined;
  /** @defaultValue 'NONE' */
  readonly taskStartToCloseTimeout?: Duration | undefined;
  readonly tagList?: readonly string[] | undefined;
  /** @defaultValue the workflow id followed by `-run` */
  readonly runId?: string | undefined;
  readonly result?: unknown;
  readonly reason?: string | undefined;
  readonly details?: unknown;
  readonly cause?: StartChildWorkflowExecutionFailedCause | undefined;
}

type Options<K extends keyof ChildStepOptions> = Pick<ChildStepOptions, K>;
type Outcome = 'state' | 'runId' | 'result' | 'reason' | 'details' | 'cause';

/** Each step accepts the options of the whole life and uses its own subset. */
const names: OptionNames<ChildStepOptions> = {
  state: true,
  type: true,
  input: true,
  control: true,
  taskList: true,
  childPolicy: true,
  executionStartToCloseTimeout: true,
  taskStartToCloseTimeout: true,
  tagList: true,
  runId: true,
  result: true,
  reason: true,
  details: true,
  cause: true,
};
const childType = { name: 'Child', version: '1' };

export function life(log: EventLog, workflowId: string, options: ChildStepOptions = {}): void {
  checkOptions('child()', options, names);
  const { state = 'completed', cause } = options;
  checkState(state);
  // The only cause that SWF detects after accepting the decision
  const accepted = state !== 'startFailed' || cause === 'WORKFLOW_ALREADY_RUNNING';
  if (accepted) initiated(log, workflowId, options);
  if (state === 'startFailed') startFailed(log, workflowId, options);
  else if (state !== 'startInitiated') started(log, workflowId, options);
  if (state === 'completed') completed(log, workflowId, options);
  if (state === 'failed') failed(log, workflowId, options);
  if (state === 'canceled') canceled(log, workflowId, options);
  if (state === 'timedOut') timedOut(log, workflowId);
  if (state === 'terminated') terminated(log, workflowId);
}

export function initiated(
  log: EventLog,
  workflowId: string,
  options: Omit<ChildStepOptions, Outcome> = {},
): void {
  checkOptions('childInitiated()', options, names);
  const { name, version } = options.type ?? childType;
  const child = log.history.childExecutions.get(workflowId);
  checkIdIsFree(log, 'StartChildWorkflowExecutionInitiated', `child '${workflowId}'`, child);
  log.decided('StartChildWorkflowExecutionInitiated', {
    workflowId,
    workflowType: { name, version },
    taskList: { name: options.taskList ?? 'decisions' },
    childPolicy: options.childPolicy ?? 'TERMINATE',
    executionStartToCloseTimeout: String(options.executionStartToCloseTimeout ?? 3_600),
    taskStartToCloseTimeout: String(options.taskStartToCloseTimeout ?? 'NONE'),
    ...omitUndefined({ tagList: options.tagList && [...options.tagList] }),
    ...log.payload('input', options.input),
    ...log.payload('control', options.control),
  });
}

export function startFailed(
  log: EventLog,
  workflowId: string,
  options: Options<'type' | 'cause'> = {},
): void {
  checkOptions('childStartFailed()', options, names);
  const { type = childType, cause = 'WORKFLOW_TYPE_DOES_NOT_EXIST' } = options;
  const child = log.history.childExecutions.get(workflowId);
  const attributes = { workflowId, workflowType: { name: type.name, version: type.version }, cause };
  if (child?.state === 'startInitiated') {
    const { eventId: initiatedEventId, decisionTaskCompletedEventId } = child;
    const ids = { initiatedEventId, decisionTaskCompletedEventId };
    log.happened('StartChildWorkflowExecutionFailed', { ...attributes, ...ids });
  } else {
    log.decided('StartChildWorkflowExecutionFailed', { ...attributes, initiatedEventId: 0 });
  }
}

export function started(log: EventLog, workflowId: string, options: Options<'runId'> = {}): void {
  checkOptions('childStarted()', options, names);
  const { runId = `${workflowId}-run` } = options;
  const child = childIn(log, 'ChildWorkflowExecutionStarted', workflowId, 'startInitiated');
  log.happened('ChildWorkflowExecutionStarted', {
    workflowExecution: { workflowId, runId },
    workflowType: child.workflowType,
    initiatedEventId: child.eventId,
  });
}

export function completed(log: EventLog, workflowId: string, options: Options<'result'> = {}): void {
  checkOptions('childCompleted()', options, names);
  const child = running(log, 'ChildWorkflowExecutionCompleted', workflowId);
  log.happened('ChildWorkflowExecutionCompleted', { ...child, ...log.payload('result', options.result) });
}

export function failed(log: EventLog, workflowId: string, options: Options<'reason' | 'details'> = {}): void {
  checkOptions('childFailed()', options, names);
  const { reason, details } = options;
  const child = running(log, 'ChildWorkflowExecutionFailed', workflowId);
  const failure = { ...omitUndefined({ reason }), ...log.payload('details', details) };
  log.happened('ChildWorkflowExecutionFailed', { ...child, ...failure });
}

export function canceled(log: EventLog, workflowId: string, options: Options<'details'> = {}): void {
  checkOptions('childCanceled()', options, names);
  const child = running(log, 'ChildWorkflowExecutionCanceled', workflowId);
  log.happened('ChildWorkflowExecutionCanceled', { ...child, ...log.payload('details', options.details) });
}

export function timedOut(log: EventLog, workflowId: string): void {
  const child = running(log, 'ChildWorkflowExecutionTimedOut', workflowId);
  log.happened('ChildWorkflowExecutionTimedOut', { ...child, timeoutType: 'START_TO_CLOSE' });
}

export function terminated(log: EventLog, workflowId: string): void {
  const child = running(log, 'ChildWorkflowExecutionTerminated', workflowId);
  log.happened('ChildWorkflowExecutionTerminated', child);
}

/** Returns the attributes that refer to a running child. */
function running(log: EventLog, event: string, workflowId: string) {
  const { eventId, runId, startedEventId, workflowType } = childIn(log, event, workflowId, 'started');
  const workflowExecution = { workflowId, runId };
  return { workflowExecution, workflowType, initiatedEventId: eventId, startedEventId };
}

function childIn(
  log: EventLog,
  event: string,
  workflowId: string,
  state: ChildExecutionState,
): ChildExecution {
  return inState(log, event, `child '${workflowId}'`, log.history.childExecutions.get(workflowId), [state]);
}
