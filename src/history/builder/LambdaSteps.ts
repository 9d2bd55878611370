import type { ScheduleLambdaFunctionFailedCause } from '@aws-sdk/client-swf';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import { omitUndefined, toWire } from '../../values/index.js';
import type { LambdaFunction, LambdaFunctionState } from '../entities/LambdaFunction.js';
import { checkState } from '../events/checkState.js';
import { ExternalSteps } from './ExternalSteps.js';

/** Options for scheduling a Lambda function call. */
export interface LambdaScheduledOptions {
  /** Name of the function. @defaultValue 'function' */
  readonly name?: string | undefined;
  readonly input?: unknown;
  readonly control?: unknown;
  readonly startToCloseTimeout?: number | undefined;
}

/** Options for the life of a Lambda function call. */
export interface LambdaStepOptions extends LambdaScheduledOptions {
  /** The state that it reaches. @defaultValue 'completed' */
  readonly state?: LambdaFunctionState | undefined;
  readonly result?: unknown;
  readonly reason?: string | undefined;
  readonly details?: unknown;
  readonly cause?: ScheduleLambdaFunctionFailedCause | undefined;
}

/** Each step accepts the options of the whole life and uses its own subset. */
const names: OptionNames<LambdaStepOptions> = {
  name: true,
  input: true,
  control: true,
  startToCloseTimeout: true,
  state: true,
  result: true,
  reason: true,
  details: true,
  cause: true,
};
const nothing = {};

/** Steps of Lambda function calls. */
export abstract class LambdaSteps extends ExternalSteps {
  /** Adds a Lambda function call, from its scheduling up to `state`. */
  lambda(id: string, options: LambdaStepOptions = nothing): this {
    checkOptions('lambda()', options, names);
    const { state = 'completed' } = options;
    checkState(state);
    if (state === 'scheduleFailed') return this.lambdaScheduleFailed(id, options);
    this.lambdaScheduled(id, options);
    if (state === 'scheduled') return this;
    if (state === 'startFailed') return this.lambdaStartFailed(id);
    this.lambdaStarted(id);
    if (state === 'completed') return this.lambdaCompleted(id, options);
    if (state === 'failed') return this.lambdaFailed(id, options);
    return state === 'timedOut' ? this.lambdaTimedOut(id) : this;
  }

  lambdaScheduled(id: string, options: LambdaScheduledOptions = nothing): this {
    checkOptions('lambdaScheduled()', options, names);
    const { name = 'function', startToCloseTimeout } = options;
    const open = this.compiled.lambdaFunctions.get(id);
    if (open?.isOpen) this.refuse('LambdaFunctionScheduled', `call '${id}' is ${open.state}`);
    this.decided('LambdaFunctionScheduled', {
      id,
      name,
      ...omitUndefined({ startToCloseTimeout: toWire(startToCloseTimeout) }),
      ...this.payload('input', options.input),
      ...this.payload('control', options.control),
    });
    return this;
  }

  /** SWF rejects the decision to schedule the call. */
  lambdaScheduleFailed(
    id: string,
    options: {
      readonly name?: string | undefined;
      readonly cause?: ScheduleLambdaFunctionFailedCause | undefined;
    } = nothing,
  ): this {
    checkOptions('lambdaScheduleFailed()', options, names);
    const { name = 'function', cause = 'ID_ALREADY_IN_USE' } = options;
    this.decided('ScheduleLambdaFunctionFailed', { id, name, cause });
    return this;
  }

  lambdaStarted(id: string): this {
    const { eventId: scheduledEventId } = this.#call('LambdaFunctionStarted', id, 'scheduled');
    this.happened('LambdaFunctionStarted', { scheduledEventId }, { news: false });
    return this;
  }

  /** The call can't be started, because the execution has no role to invoke the function with. */
  lambdaStartFailed(id: string): this {
    const { eventId: scheduledEventId } = this.#call('StartLambdaFunctionFailed', id, 'scheduled');
    const message = 'No IAM role is attached to the current workflow execution.';
    this.happened('StartLambdaFunctionFailed', { scheduledEventId, cause: 'ASSUME_ROLE_FAILED', message });
    return this;
  }

  lambdaCompleted(id: string, options: { readonly result?: unknown } = nothing): this {
    checkOptions('lambdaCompleted()', options, names);
    const ids = taskIds(this.#call('LambdaFunctionCompleted', id, 'started'));
    this.happened('LambdaFunctionCompleted', { ...ids, ...this.payload('result', options.result) });
    return this;
  }

  lambdaFailed(
    id: string,
    options: { readonly reason?: string | undefined; readonly details?: unknown } = nothing,
  ): this {
    checkOptions('lambdaFailed()', options, names);
    const { reason, details } = options;
    const ids = taskIds(this.#call('LambdaFunctionFailed', id, 'started'));
    const why = { ...omitUndefined({ reason }), ...this.payload('details', details) };
    this.happened('LambdaFunctionFailed', { ...ids, ...why });
    return this;
  }

  lambdaTimedOut(id: string): this {
    const ids = taskIds(this.#call('LambdaFunctionTimedOut', id, 'started'));
    this.happened('LambdaFunctionTimedOut', { ...ids, timeoutType: 'START_TO_CLOSE' });
    return this;
  }

  #call(event: string, id: string, state: LambdaFunctionState): LambdaFunction {
    const call = this.compiled.lambdaFunctions.get(id);
    if (call === undefined) return this.refuse(event, `there is no call '${id}'`);
    return call.state === state ? call : this.refuse(event, `call '${id}' is ${call.state}, not ${state}`);
  }
}

function taskIds({ eventId, startedEventId = 0 }: LambdaFunction) {
  return { scheduledEventId: eventId, startedEventId };
}
