import {
  type Decision,
  RecordActivityTaskHeartbeatCommand,
  RespondActivityTaskCanceledCommand,
  RespondActivityTaskCompletedCommand,
  RespondActivityTaskFailedCommand,
  RespondDecisionTaskCompletedCommand,
} from '@aws-sdk/client-swf';
import { type Observable, throwError } from 'rxjs';
import type { Domain } from '../../../models/index.js';
import { type DataConverter, fitPayload, formatEnvelope, toPayload } from '../../../payloads/index.js';
import {
  checkOptions,
  InvalidArgumentError,
  isInstance,
  requestAs,
  showValue,
  truncate,
} from '../../../requests/index.js';
import {
  checkDuration,
  checkName,
  type Duration,
  limits,
  omitUndefined,
  optional,
  toWire,
} from '../../../values/index.js';

/** Reason and details of a failed task. */
export interface FailOptions {
  /** Truncated to 256 characters. */
  readonly reason?: string | undefined;
  /**
   * Any value that the domain's `DataConverter` can write. A payload of more than 32,768 characters is
   * replaced by a shorter one with `truncated: true`, unless it is offloaded.
   */
  readonly details?: unknown;
}

/** Response to a heartbeat. */
export interface HeartbeatAnswer {
  /** Whether the decider has asked for this task to be canceled. */
  readonly cancelRequested: boolean;
}

/** Parts of an answer to a decision task, in addition to the decisions. */
export interface DecisionOptions {
  /**
   * Shown by describe until the next answer replaces it. Any value that the domain's `DataConverter` can
   * write.
   */
  readonly executionContext?: unknown;
  /** Task list for further decision tasks of this execution. */
  readonly taskList?: string | undefined;
  /** Seconds that they may wait in that list before they return to the execution's own list. */
  readonly taskListScheduleToStartTimeout?: Duration | undefined;
}

/**
 * Converts a reason to text that SWF accepts. It may come from a third-party error, so it may not be a
 * string.
 */
export const toReason = (reason: unknown): string => truncate(showValue(reason), limits.reason);

const nothing = (): void => undefined;

/** Calls `RespondActivityTaskCompleted` with a task token. */
export function respondCompleted(
  { client, dataConverter }: Domain,
  taskToken: string,
  result: unknown,
): Observable<void> {
  const payload = toPayload(dataConverter, 'result', result);
  return requestAs(
    client,
    RespondActivityTaskCompletedCommand,
    {
      taskToken,
      ...omitUndefined({ result: payload }),
    },
    nothing,
  );
}

/**
 * Calls `RespondActivityTaskFailed` with a task token.
 *
 * @param progress - latest progress of the work, sent with the details
 */
export function respondFailed(
  domain: Domain,
  taskToken: string,
  options: FailOptions,
  progress?: unknown,
): Observable<void> {
  checkOptions('fail()', options, { reason: true, details: true });
  const { reason, details } = options;
  return requestAs(
    domain.client,
    RespondActivityTaskFailedCommand,
    {
      taskToken,
      ...omitUndefined({
        reason: reason === undefined ? undefined : toReason(reason),
        details: withProgress(domain.dataConverter, details, progressOf(domain.dataConverter, progress)),
      }),
    },
    nothing,
  );
}

/** Encloses the progress in the details. If both don't fit, the details are shortened. */
function withProgress(
  converter: DataConverter,
  details: unknown,
  progress: string | undefined,
): string | undefined {
  if (progress === undefined) return fitPayload(converter, 'details', details)?.payload;
  const taken = formatEnvelope({ payload: '', progress }).length;
  const { payload } = fitPayload(converter, 'details', details, limits.payload - taken) ?? {};
  return formatEnvelope({ payload, progress });
}

/** Converts progress to a payload, like a heartbeat does. Omits progress that a heartbeat could not carry. */
function progressOf(converter: DataConverter, progress: unknown): string | undefined {
  try {
    return fitPayload(converter, 'progress', progress, limits.heartbeatDetails)?.payload;
  } catch (error) {
    if (isInstance(error, InvalidArgumentError)) return undefined;
    throw error;
  }
}

/** Calls `RespondActivityTaskCanceled` with a task token. */
export function respondCanceled(domain: Domain, taskToken: string, details: unknown): Observable<void> {
  const fitting = fitPayload(domain.dataConverter, 'details', details);
  return requestAs(
    domain.client,
    RespondActivityTaskCanceledCommand,
    {
      taskToken,
      ...omitUndefined({ details: fitting?.payload }),
    },
    nothing,
  );
}

/** Calls `RecordActivityTaskHeartbeat` with a task token. */
export function recordHeartbeat(
  domain: Domain,
  taskToken: string,
  details: unknown,
): Observable<HeartbeatAnswer> {
  const fitting = fitPayload(domain.dataConverter, 'details', details, limits.heartbeatDetails);
  return requestAs(
    domain.client,
    RecordActivityTaskHeartbeatCommand,
    { taskToken, ...omitUndefined({ details: fitting?.payload }) },
    ({ cancelRequested = false }) => ({ cancelRequested }),
  );
}

/** Calls `RespondDecisionTaskCompleted` with a task token. */
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
  return requestAs(
    client,
    RespondDecisionTaskCompletedCommand,
    {
      taskToken,
      decisions: [...decisions],
      ...omitUndefined({
        executionContext: context,
        taskList: taskList === undefined ? undefined : { name: taskList },
        taskListScheduleToStartTimeout: toWire(taskListScheduleToStartTimeout),
      }),
    },
    nothing,
  );
}

const tooMany = (count: number) =>
  new InvalidArgumentError(
    `decisions must have at most ${limits.decisions} items, got ${count}. decide() sends more over several decision tasks`,
    { resource: 'decisions' },
  );
