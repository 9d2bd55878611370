import { defer, type Observable, retry, throwError, type Unsubscribable } from 'rxjs';
import { type Event, fromPayload, opened, refuse } from '../../models/index.js';
import { checkOptions, defined, type OptionNames } from '../../requests/index.js';
import { type ActivityDefinition, activityScheduling } from '../activity.js';
import { ActivityCanceledError, ActivityFailedError, ActivityTimedOutError } from '../errors/FailureError.js';
import { ActivityNotScheduledError } from '../errors/refusals.js';
import {
  checkRetry,
  isRetried,
  nextInput,
  type Progress,
  progressOf,
  type RetryPolicy,
  waitBefore,
} from '../RetryPolicy.js';
import type { Command } from '../replay/Command.js';
import { subjectOf } from '../replay/recorded.js';
import { Waitable } from '../saga.js';
import { asked } from './asked.js';
import { backoff } from './backoff.js';
import type { Told } from './Inquiry.js';
import type { Runtime } from './Runtime.js';
import type { RunOptions } from './WorkflowContext.js';

const names: OptionNames<RunOptions> = {
  ...activityScheduling,
  activityId: true,
  retry: true,
  onUnsubscribe: true,
};

/** Runs an activity, as often as its policy says. */
export function run<I, O>(
  runtime: Runtime,
  activity: ActivityDefinition<I, O>,
  input: I,
  options: RunOptions<I> = {},
): Waitable<O> {
  checkOptions('run()', options, names);
  const { retry: policy = activity.options.retry, activityId } = options;
  const attempt = (given: I) => attemptOf(runtime, activity, given, options);
  if (policy === undefined) return attempt(input);
  const patient$ = retried(runtime, attempt, input, policy, activityId);
  return new Waitable(subscriber => {
    checkRetry(policy);
    return patient$.subscribe(subscriber);
  });
}

function retried<I, O>(
  runtime: Runtime,
  attempt: (input: I) => Observable<O>,
  input: I,
  policy: RetryPolicy<I>,
  activityId: string | undefined,
): Observable<O> {
  const { count = Number.POSITIVE_INFINITY } = policy;
  return defer(() => {
    let progress: Progress;
    let given = input;
    return defer(() => attempt(given)).pipe(
      retry({
        count,
        delay: (error: unknown, n) => {
          if (!isRetried(error, policy)) return throwError(() => error);
          progress = progressOf(error, progress);
          given = nextInput(input, progress, policy);
          return backoff(runtime, waitBefore(n, policy), activityId);
        },
      }),
    );
  });
}

function attemptOf<I, O>(
  runtime: Runtime,
  { name, version, options: stated }: ActivityDefinition<I, O>,
  input: I,
  { retry: _, activityId, onUnsubscribe = 'cancel', ...chosen }: RunOptions<I>,
): Waitable<O> {
  const { commands, decisions } = runtime;
  const activityType = { name, version };
  const { retry: _policy, description: _text, name: _name, version: _version, ...scheduling } = stated;
  return asked<O>(runtime, () => {
    const number = commands.nextId();
    if (activityId !== undefined && /^\d+$/.test(activityId))
      refuse('activityId', activityId, 'an id of more than digits, which are the library’s own');
    const id = activityId ?? number;
    return {
      command: {
        kind: 'ScheduleActivityTask',
        id,
        subject: subjectOf(activityType),
        decision: decisions.scheduleActivityTask({
          activityType,
          activityId: id,
          input,
          ...scheduling,
          ...defined(chosen),
        }),
      },
      told: event => told<O>(runtime, `Activity '${id}' (${subjectOf(activityType)})`, event),
      cancel: () => requestCancel(runtime, id),
      isAbandoned: onUnsubscribe === 'abandon',
    };
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

function told<O>({ converter }: Runtime, what: string, event: Event): Told<O> | undefined {
  switch (event.name) {
    case 'ActivityTaskCompleted':
      // What the worker answers is what the definition says: `activityWorker` checks it.
      return { value: fromPayload(converter, event.attributes.result) as O };
    case 'ActivityTaskFailed': {
      const { reason, details } = event.attributes;
      return {
        error: new ActivityFailedError(what, 'failed', {
          reason,
          details: fromPayload(converter, details),
          progress: fromPayload(converter, opened(details).progress),
        }),
      };
    }
    case 'ActivityTaskTimedOut': {
      const { timeoutType = 'START_TO_CLOSE', details } = event.attributes;
      return { error: new ActivityTimedOutError(what, timeoutType, fromPayload(converter, details)) };
    }
    case 'ActivityTaskCanceled':
      return {
        error: new ActivityCanceledError(what, 'was canceled', {
          details: fromPayload(converter, event.attributes.details),
        }),
      };
    case 'ScheduleActivityTaskFailed':
      return { error: new ActivityNotScheduledError(what, event.attributes.cause) };
    default:
      return undefined;
  }
}
