import type { ChildPolicy, StartChildWorkflowExecutionFailedCause } from '@aws-sdk/client-swf';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import type { Duration, TypeId } from '../../values/index.js';
import { omitUndefined } from '../../values/index.js';
import type { ChildExecution, ChildExecutionState } from '../entities/ChildExecution.js';
import { checkState } from '../events/checkState.js';
import { TimerSteps } from './TimerSteps.js';

/** Options for initiating the start of a child. */
export interface ChildInitiatedOptions {
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
}

/** Options for the life of a child. */
export interface ChildStepOptions extends ChildInitiatedOptions {
  /** The state that it reaches. @defaultValue 'completed' */
  readonly state?: ChildExecutionState | undefined;
  /** @defaultValue the workflow id followed by `-run` */
  readonly runId?: string | undefined;
  readonly result?: unknown;
  readonly reason?: string | undefined;
  readonly details?: unknown;
  readonly cause?: StartChildWorkflowExecutionFailedCause | undefined;
}

/** Each step accepts the options of the whole life and uses its own subset. */
const names: OptionNames<ChildStepOptions> = {
  type: true,
  input: true,
  control: true,
  taskList: true,
  childPolicy: true,
  executionStartToCloseTimeout: true,
  taskStartToCloseTimeout: true,
  tagList: true,
  state: true,
  runId: true,
  result: true,
  reason: true,
  details: true,
  cause: true,
};
const nothing = {};
const childType = { name: 'Child', version: '1' };
const initiated = ['startInitiated'] as const;
const running = ['started'] as const;

/** Steps of child executions. */
export abstract class ChildSteps extends TimerSteps {
  /** Adds a child, from its initiation up to `state`. */
  child(workflowId: string, options: ChildStepOptions = nothing): this {
    checkOptions('child()', options, names);
    const { state = 'completed', cause } = options;
    checkState(state);
    // The only cause that SWF detects after accepting the decision
    const accepted = state !== 'startFailed' || cause === 'WORKFLOW_ALREADY_RUNNING';
    if (accepted) this.childInitiated(workflowId, options);
    if (state === 'startFailed') return this.childStartFailed(workflowId, options);
    if (state === 'startInitiated') return this;
    this.childStarted(workflowId, options);
    if (state === 'completed') return this.childCompleted(workflowId, options);
    if (state === 'failed') return this.childFailed(workflowId, options);
    if (state === 'canceled') return this.childCanceled(workflowId, options);
    if (state === 'timedOut') return this.childTimedOut(workflowId);
    return state === 'terminated' ? this.childTerminated(workflowId) : this;
  }

  childInitiated(workflowId: string, options: ChildInitiatedOptions = nothing): this {
    checkOptions('childInitiated()', options, names);
    const { name, version } = options.type ?? childType;
    if (this.compiled.childExecutions.get(workflowId)?.isOpen) {
      this.refuse('StartChildWorkflowExecutionInitiated', `child '${workflowId}' is open`);
    }
    this.decided('StartChildWorkflowExecutionInitiated', {
      workflowId,
      workflowType: { name, version },
      taskList: { name: options.taskList ?? 'decisions' },
      childPolicy: options.childPolicy ?? 'TERMINATE',
      executionStartToCloseTimeout: String(options.executionStartToCloseTimeout ?? 3_600),
      taskStartToCloseTimeout: String(options.taskStartToCloseTimeout ?? 'NONE'),
      ...omitUndefined({ tagList: options.tagList && [...options.tagList] }),
      ...this.payload('input', options.input),
      ...this.payload('control', options.control),
    });
    return this;
  }

  /** SWF doesn't start the child, because it rejects the decision or the workflow id is in use. */
  childStartFailed(
    workflowId: string,
    options: {
      readonly type?: TypeId | undefined;
      readonly cause?: StartChildWorkflowExecutionFailedCause | undefined;
    } = nothing,
  ): this {
    checkOptions('childStartFailed()', options, names);
    const { type = childType, cause = 'WORKFLOW_TYPE_DOES_NOT_EXIST' } = options;
    const child = this.compiled.childExecutions.get(workflowId);
    const attributes = { workflowId, workflowType: { name: type.name, version: type.version }, cause };
    if (child?.state !== 'startInitiated') {
      this.decided('StartChildWorkflowExecutionFailed', { ...attributes, initiatedEventId: 0 });
      return this;
    }
    this.happened('StartChildWorkflowExecutionFailed', {
      ...attributes,
      initiatedEventId: child.eventId,
      decisionTaskCompletedEventId: child.decisionTaskCompletedEventId,
    });
    return this;
  }

  childStarted(workflowId: string, options: { readonly runId?: string | undefined } = nothing): this {
    checkOptions('childStarted()', options, names);
    const { runId } = options;
    const child = this.#child('ChildWorkflowExecutionStarted', workflowId, initiated);
    this.happened('ChildWorkflowExecutionStarted', {
      workflowExecution: { workflowId, runId: runId ?? `${workflowId}-run` },
      workflowType: child.workflowType,
      initiatedEventId: child.eventId,
    });
    return this;
  }

  childCompleted(workflowId: string, options: { readonly result?: unknown } = nothing): this {
    checkOptions('childCompleted()', options, names);
    const child = this.#ended('ChildWorkflowExecutionCompleted', workflowId);
    this.happened('ChildWorkflowExecutionCompleted', { ...child, ...this.payload('result', options.result) });
    return this;
  }

  childFailed(
    workflowId: string,
    options: { readonly reason?: string | undefined; readonly details?: unknown } = nothing,
  ): this {
    checkOptions('childFailed()', options, names);
    const { reason, details } = options;
    const child = this.#ended('ChildWorkflowExecutionFailed', workflowId);
    const why = { ...omitUndefined({ reason }), ...this.payload('details', details) };
    this.happened('ChildWorkflowExecutionFailed', { ...child, ...why });
    return this;
  }

  childCanceled(workflowId: string, options: { readonly details?: unknown } = nothing): this {
    checkOptions('childCanceled()', options, names);
    const child = this.#ended('ChildWorkflowExecutionCanceled', workflowId);
    this.happened('ChildWorkflowExecutionCanceled', {
      ...child,
      ...this.payload('details', options.details),
    });
    return this;
  }

  childTimedOut(workflowId: string): this {
    const child = this.#ended('ChildWorkflowExecutionTimedOut', workflowId);
    this.happened('ChildWorkflowExecutionTimedOut', { ...child, timeoutType: 'START_TO_CLOSE' });
    return this;
  }

  childTerminated(workflowId: string): this {
    this.happened(
      'ChildWorkflowExecutionTerminated',
      this.#ended('ChildWorkflowExecutionTerminated', workflowId),
    );
    return this;
  }

  #ended(event: string, workflowId: string) {
    const { eventId, runId, startedEventId, workflowType } = this.#child(event, workflowId, running);
    return {
      workflowExecution: { workflowId, runId },
      workflowType,
      initiatedEventId: eventId,
      startedEventId,
    };
  }

  #child(event: string, workflowId: string, states: readonly ChildExecutionState[]): ChildExecution {
    const child = this.compiled.childExecutions.get(workflowId);
    if (child === undefined) return this.refuse(event, `there is no child '${workflowId}'`);
    if (states.includes(child.state)) return child;
    return this.refuse(event, `child '${workflowId}' is ${child.state}, not ${states.join(' or ')}`);
  }
}
