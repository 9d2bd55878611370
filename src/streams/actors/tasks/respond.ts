import {
  type Decision,
  RecordActivityTaskHeartbeatCommand,
  RespondActivityTaskCanceledCommand,
  RespondActivityTaskCompletedCommand,
  RespondActivityTaskFailedCommand,
  RespondDecisionTaskCompletedCommand,
} from '@aws-sdk/client-swf';
import { map, type Observable, throwError } from 'rxjs';
import type { Domain } from '../../../models/index.js';
import { type DataConverter, enclose, fitPayload, toPayload } from '../../../payloads/index.js';
import {
  checkOptions,
  defined,
  InvalidArgumentError,
  isInstance,
  request,
  showValue,
  truncate,
} from '../../../requests/index.js';
import { checkDuration, checkName, type Duration, limits, optional, toWire } from '../../../values/index.js';

/** Why a task failed. */
export interface FailOptions {
  /** Truncated to 256 characters. */
  readonly reason?: string | undefined;
  /**
   * Any value that the domain's `DataConverter` can write. A payload of more than 32,768 characters is replaced by a
   * shorter one with `truncated: true`, unless it is offloaded.
   */
  readonly details?: unknown;
}

/** What a heartbeat is answered with. */
export interface HeartbeatAnswer {
  /** Whether the decider has asked for this task to be canceled. */
  readonly cancelRequested: boolean;
}

/** What an answer to a decision task may carry beside the decisions. */
export interface DecisionOptions {
  /** Shown by describe until the next one; any value that the domain's `DataConverter` can write. */
  readonly executionContext?: unknown;
  /** Where this execution's further decision tasks go. */
  readonly taskList?: string | undefined;
  /** Seconds that they may wait there before they go back to the execution's own list. */
  readonly taskListScheduleToStartTimeout?: Duration | undefined;
}

/** A reason as SWF takes it. Somebody else's error may be where it comes from, so it need not be a text. */
export const toReason = (reason: unknown): string => truncate(showValue(reason), limits.reason);

const nothing = map((): void => undefined);

/** `RespondActivityTaskCompleted`, for whoever has a token. */
export function respondCompleted(
  { client, dataConverter }: Domain,
  taskToken: string,
  result: unknown,
): Observable<void> {
  const payload = toPayload(dataConverter, 'result', result);
  return request(client, RespondActivityTaskCompletedCommand, {
    taskToken,
    ...defined({ result: payload }),
  }).pipe(nothing);
}

/**
 * `RespondActivityTaskFailed`, for whoever has a token.
 *
 * @param progress - what the work told last of how far it is, which goes with the details
 */
export function respondFailed(
  domain: Domain,
  taskToken: string,
  options: FailOptions,
  progress?: unknown,
): Observable<void> {
  checkOptions('fail()', options, { reason: true, details: true });
  const { reason, details } = options;
  return request(domain.client, RespondActivityTaskFailedCommand, {
    taskToken,
    ...defined({
      reason: reason === undefined ? undefined : toReason(reason),
      details: withProgress(domain.dataConverter, details, progressOf(domain.dataConverter, progress)),
    }),
  }).pipe(nothing);
}

/** Details as they are sent, with the payload of the progress; the details are what is cut where both do not fit. */
function withProgress(
  converter: DataConverter,
  details: unknown,
  progress: string | undefined,
): string | undefined {
  if (progress === undefined) return fitPayload(converter, 'details', details)?.payload;
  const taken = enclose({ payload: '', progress }).length;
  const { payload } = fitPayload(converter, 'details', details, limits.payload - taken) ?? {};
  return enclose({ payload, progress });
}

/** As the heartbeat has it: what cannot be told by one is left out. */
function progressOf(converter: DataConverter, progress: unknown): string | undefined {
  try {
    return fitPayload(converter, 'progress', progress, limits.heartbeatDetails)?.payload;
  } catch (error) {
    if (isInstance(error, InvalidArgumentError)) return undefined;
    throw error;
  }
}

/** `RespondActivityTaskCanceled`, for whoever has a token. */
export function respondCanceled(domain: Domain, taskToken: string, details: unknown): Observable<void> {
  const fitting = fitPayload(domain.dataConverter, 'details', details);
  return request(domain.client, RespondActivityTaskCanceledCommand, {
    taskToken,
    ...defined({ details: fitting?.payload }),
  }).pipe(nothing);
}

/** `RecordActivityTaskHeartbeat`, for whoever has a token. */
export function recordHeartbeat(
  domain: Domain,
  taskToken: string,
  details: unknown,
): Observable<HeartbeatAnswer> {
  const fitting = fitPayload(domain.dataConverter, 'details', details, limits.heartbeatDetails);
  return request(domain.client, RecordActivityTaskHeartbeatCommand, {
    taskToken,
    ...defined({ details: fitting?.payload }),
  }).pipe(map(({ cancelRequested = false }) => ({ cancelRequested })));
}

/** `RespondDecisionTaskCompleted`, for whoever has a token. */
export function respondDecisions(
  { client, dataConverter }: Domain,
  taskToken: string,
  decisions: readonly Decision[],
  options: DecisionOptions,
): Observable<void> {
  checkOptions('an answer to a decision task', options, {
    executionContext: true,
    taskList: true,
    taskListScheduleToStartTimeout: true,
  });
  const { executionContext, taskList, taskListScheduleToStartTimeout } = options;
  optional(checkName, 'taskList', taskList);
  optional(checkDuration, 'taskListScheduleToStartTimeout', taskListScheduleToStartTimeout);
  const context = toPayload(dataConverter, 'executionContext', executionContext);
  if (decisions.length > limits.decisions) return throwError(() => tooMany(decisions.length));
  return request(client, RespondDecisionTaskCompletedCommand, {
    taskToken,
    decisions: [...decisions],
    ...defined({
      executionContext: context,
      taskList: taskList === undefined ? undefined : { name: taskList },
      taskListScheduleToStartTimeout: toWire(taskListScheduleToStartTimeout),
    }),
  }).pipe(nothing);
}

const tooMany = (count: number) =>
  new InvalidArgumentError(
    `decisions must be at most ${limits.decisions}, got ${count}: decide() sends more over several decision tasks`,
    { resource: 'decisions' },
  );
