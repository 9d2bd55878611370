import type { ScheduleLambdaFunctionFailedCause } from '@aws-sdk/client-swf';
import { checkState } from '../../history/events/checkState.js';
import type { LambdaFunctionState } from '../../history/index.js';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import { omitUndefined, toWire } from '../../values/index.js';
import type { EventLog } from './EventLog.js';
import { checkIdIsFree, inState } from './entityChecks.js';

/** Options for the life of a Lambda function call. */
export interface LambdaStepOptions {
  /** The state that it reaches. @defaultValue 'completed' */
  readonly state?: LambdaFunctionState | undefined;
  /** Name of the function. @defaultValue 'function' */
  readonly name?: string | undefined;
  readonly input?: unknown;
  readonly control?: unknown;
  readonly startToCloseTimeout?: number | undefined;
  readonly result?: unknown;
  readonly reason?: string | undefined;
  readonly details?: unknown;
  readonly cause?: ScheduleLambdaFunctionFailedCause | undefined;
}

type Options<K extends keyof LambdaStepOptions> = Pick<LambdaStepOptions, K>;

/** Each step accepts the options of the whole life and uses its own subset. */
const names: OptionNames<LambdaStepOptions> = {
  state: true,
  name: true,
  input: true,
  control: true,
  startToCloseTimeout: true,
  result: true,
  reason: true,
  details: true,
  cause: true,
};

const neverStarted: readonly LambdaFunctionState[] = ['scheduled', 'scheduleFailed', 'startFailed'];

export function life(log: EventLog, id: string, options: LambdaStepOptions = {}): void {
  checkOptions('lambda()', options, names);
  const { state = 'completed' } = options;
  checkState(state);
  if (state === 'scheduleFailed') scheduleFailed(log, id, options);
  else scheduled(log, id, options);
  if (state === 'startFailed') startFailed(log, id);
  if (!neverStarted.includes(state)) started(log, id);
  if (state === 'completed') completed(log, id, options);
  if (state === 'failed') failed(log, id, options);
  if (state === 'timedOut') timedOut(log, id);
}

export function scheduled(
  log: EventLog,
  id: string,
  options: Options<'name' | 'input' | 'control' | 'startToCloseTimeout'> = {},
): void {
  checkOptions('lambdaScheduled()', options, names);
  const { name = 'function', startToCloseTimeout } = options;
  checkIdIsFree(log, 'LambdaFunctionScheduled', `call '${id}'`, log.history.lambdaFunctions.get(id));
  log.decided('LambdaFunctionScheduled', {
    id,
    name,
    ...omitUndefined({ startToCloseTimeout: toWire(startToCloseTimeout) }),
    ...log.payload('input', options.input),
    ...log.payload('control', options.control),
  });
}

export function scheduleFailed(log: EventLog, id: string, options: Options<'name' | 'cause'> = {}): void {
  checkOptions('lambdaScheduleFailed()', options, names);
  const { name = 'function', cause = 'ID_ALREADY_IN_USE' } = options;
  log.decided('ScheduleLambdaFunctionFailed', { id, name, cause });
}

export function started(log: EventLog, id: string): void {
  const { scheduledEventId } = eventIds(log, 'LambdaFunctionStarted', id, 'scheduled');
  log.happened('LambdaFunctionStarted', { scheduledEventId }, { isNews: false });
}

export function startFailed(log: EventLog, id: string): void {
  const { scheduledEventId } = eventIds(log, 'StartLambdaFunctionFailed', id, 'scheduled');
  const message = 'No IAM role is attached to the current workflow execution.';
  log.happened('StartLambdaFunctionFailed', { scheduledEventId, cause: 'ASSUME_ROLE_FAILED', message });
}

export function completed(log: EventLog, id: string, options: Options<'result'> = {}): void {
  checkOptions('lambdaCompleted()', options, names);
  const ids = eventIds(log, 'LambdaFunctionCompleted', id, 'started');
  log.happened('LambdaFunctionCompleted', { ...ids, ...log.payload('result', options.result) });
}

export function failed(log: EventLog, id: string, options: Options<'reason' | 'details'> = {}): void {
  checkOptions('lambdaFailed()', options, names);
  const { reason, details } = options;
  const ids = eventIds(log, 'LambdaFunctionFailed', id, 'started');
  log.happened('LambdaFunctionFailed', {
    ...ids,
    ...omitUndefined({ reason }),
    ...log.payload('details', details),
  });
}

export function timedOut(log: EventLog, id: string): void {
  const ids = eventIds(log, 'LambdaFunctionTimedOut', id, 'started');
  log.happened('LambdaFunctionTimedOut', { ...ids, timeoutType: 'START_TO_CLOSE' });
}

/** Returns the ids of the events of a call in a state. */
function eventIds(log: EventLog, event: string, id: string, state: LambdaFunctionState) {
  const call = inState(log, event, `call '${id}'`, log.history.lambdaFunctions.get(id), [state]);
  return { scheduledEventId: call.eventId, startedEventId: call.startedEventId ?? 0 };
}
