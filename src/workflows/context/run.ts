import type { Decision } from '@aws-sdk/client-swf';
import { defer, type Observable, retry, throwError, type Unsubscribable } from 'rxjs';
import type { Event } from '../../history/index.js';
import { fromPayload, parseEnvelope } from '../../payloads/index.js';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import { omitUndefined, refuse, typeKey } from '../../values/index.js';
import type { Command } from '../commands/Command.js';
import { retryNote } from '../commands/notes.js';
import { type ActivityDefinition, activityScheduling } from '../definitions/activityType.js';
import {
  checkRetry,
  isRetried,
  nextInput,
  type Progress,
  progressOf,
  type RetryPolicy,
  retryDelay,
} from '../definitions/RetryPolicy.js';
import type { ActivityRunOptions } from '../definitions/WorkflowContext.js';
import { ActivityCanceledError, ActivityFailedError, ActivityTimedOutError } from '../errors/FailureError.js';
import { failureOptions } from '../errors/failureOptions.js';
import { ActivityNotScheduledError } from '../errors/NotStartedError.js';
import { Waitable } from '../saga/saga.js';
import { backoff, recordedDelay } from './backoff.js';
import { fromCommand } from './fromCommand.js';
import type { CommandResult } from './PendingCommand.js';
import type { Runtime } from './Runtime.js';

const names: OptionNames<ActivityRunOptions> = {
  ...activityScheduling,
  activityId: true,
  retry: true,
  onUnsubscribe: true,
};

/** Runs an activity, with retries according to its policy. */
export function run<I, O>(
  runtime: Runtime,
  activity: ActivityDefinition<I, O>,
  input: I,
  options: ActivityRunOptions<I> = {},
): Waitable<O> {
  checkOptions('run()', options, names);
  const { retry: policy = activity.options.retry, activityId } = options;
  const attempt = (given: I, position?: AttemptPosition) =>
    attemptOf(runtime, activity, given, options, position);
  if (policy === undefined) return attempt(input);
  const patient$ = retried(runtime, attempt, input, policy, activityId);
  return new Waitable(subscriber => {
    checkRetry(policy);
    return patient$.subscribe(subscriber);
  });
}

/** The position of an attempt among those of a policy. */
interface AttemptPosition {
  /** The number of the attempt that it follows immediately, without a timer in between. */
  after: string | undefined;
  /** Its own number, once it is issued. */
  number: string;
}

function retried<I, O>(
  runtime: Runtime,
  attempt: (input: I, position: AttemptPosition) => Observable<O>,
  input: I,
  policy: RetryPolicy<I>,
  activityId: string | undefined,
): Observable<O> {
  const { count = Number.POSITIVE_INFINITY } = policy;
  return defer(() => {
    let progress: Progress;
    let given = input;
    const position: AttemptPosition = { after: undefined, number: '' };
    return defer(() => attempt(given, position)).pipe(
      retry({
        count,
        delay: (error: unknown, n) => {
          if (!isRetried(error, policy)) return throwError(() => error);
          progress = progressOf(error, progress);
          given = nextInput(input, progress, policy);
          const failed = { number: position.number, activityId };
          const seconds = recordedDelay(runtime, failed, retryDelay(n, policy));
          position.after = seconds > 0 ? undefined : failed.number;
          return backoff(runtime, failed, seconds);
        },
      }),
    );
  });
}

function attemptOf<I, O>(
  runtime: Runtime,
  { name, version, options: stated }: ActivityDefinition<I, O>,
  input: I,
  { retry: _, activityId, onUnsubscribe = 'cancel', ...chosen }: ActivityRunOptions<I>,
  position?: AttemptPosition,
): Waitable<O> {
  const { commands, decisions } = runtime;
  const activityType = { name, version };
  const { retry: _policy, description: _text, name: _name, version: _version, ...scheduling } = stated;
  return fromCommand<O>(runtime, () => {
    const number = commands.nextId();
    if (activityId !== undefined && /^\d+$/.test(activityId))
      refuse(
        'activityId',
        activityId,
        'an id with more than digits (ids of digits are reserved for the library)',
      );
    const id = activityId ?? number;
    if (position !== undefined) position.number = number;
    return {
      command: {
        kind: 'ScheduleActivityTask',
        id,
        subject: typeKey(activityType),
        decision: withRetryNote(
          decisions.scheduleActivityTask({
            activityType,
            activityId: id,
            input,
            ...scheduling,
            ...omitUndefined(chosen),
          }),
          position?.after,
        ),
      },
      resultOf: event => activityResult<O>(runtime, `Activity '${id}' (${typeKey(activityType)})`, event),
      cancel: () => requestCancel(runtime, id),
      isAbandoned: onUnsubscribe === 'abandon',
    };
  });
}

/**
 * Returns a decision with a note that it immediately follows another attempt, in a form that no converter
 * changes.
 */
function withRetryNote(decision: Decision, after: string | undefined): Decision {
  const attributes = decision.scheduleActivityTaskDecisionAttributes;
  if (after === undefined || attributes === undefined) return decision;
  const control = JSON.stringify(retryNote(after));
  return Object.freeze({
    ...decision,
    scheduleActivityTaskDecisionAttributes: Object.freeze({ ...attributes, control }),
  });
}

function requestCancel({ commands, decisions }: Runtime, activityId: string): Unsubscribable {
  const command: Command = {
    kind: 'RequestCancelActivityTask',
    id: activityId,
    subject: '',
    decision: decisions.requestCancelActivityTask({ activityId }),
  };
  commands.issue(command);
  return { unsubscribe: () => void commands.withdraw(command) };
}

function activityResult<O>({ converter }: Runtime, what: string, event: Event): CommandResult<O> | undefined {
  switch (event.name) {
    case 'ActivityTaskCompleted':
      // `activityWorker` is type-checked against the definition, so the result has its type.
      return { value: fromPayload(converter, event.attributes.result) as O };
    case 'ActivityTaskFailed': {
      const { progress } = parseEnvelope(event.attributes.details);
      return {
        error: new ActivityFailedError(what, 'failed', {
          ...failureOptions(converter, event.attributes),
          progress: fromPayload(converter, progress),
        }),
      };
    }
    case 'ActivityTaskTimedOut': {
      const { timeoutType = 'START_TO_CLOSE', details } = event.attributes;
      return { error: new ActivityTimedOutError(what, timeoutType, fromPayload(converter, details)) };
    }
    case 'ActivityTaskCanceled': {
      const options = failureOptions(converter, event.attributes);
      return { error: new ActivityCanceledError(what, 'was canceled', options) };
    }
    case 'ScheduleActivityTaskFailed':
      return { error: new ActivityNotScheduledError(what, event.attributes.cause) };
    default:
      return undefined;
  }
}
