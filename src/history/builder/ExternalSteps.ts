import { checkOptions } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import type { ExternalCancel, ExternalCancelState } from '../entities/ExternalCancel.js';
import type { ExternalSignal, ExternalSignalState } from '../entities/ExternalSignal.js';
import { checkState } from '../events/checkState.js';
import { ChildSteps } from './ChildSteps.js';

/** Options for the life of a signal to another execution. */
export interface ExternalSignalStepOptions {
  readonly signalName: string;
  readonly input?: unknown;
  readonly control?: unknown;
  readonly runId?: string | undefined;
  /** The state that it reaches. @defaultValue 'signaled' */
  readonly state?: ExternalSignalState | undefined;
}

/** Options for the life of a cancel request to another execution. */
export interface ExternalCancelStepOptions {
  readonly control?: unknown;
  readonly runId?: string | undefined;
  /** The state that it reaches. @defaultValue 'cancelRequested' */
  readonly state?: ExternalCancelState | undefined;
}

const nothing = {};
const unknown = 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION';

/** Steps of signals and cancel requests to other executions. */
export abstract class ExternalSteps extends ChildSteps {
  /** Adds a signal to another execution, from its initiation up to `state`. */
  externalSignal(workflowId: string, options: ExternalSignalStepOptions): this {
    checkOptions('externalSignal()', options, {
      signalName: true,
      input: true,
      control: true,
      runId: true,
      state: true,
    });
    const { signalName, runId, state = 'signaled' } = options;
    checkState(state);
    this.decided('SignalExternalWorkflowExecutionInitiated', {
      workflowId,
      signalName,
      ...omitUndefined({ runId }),
      ...this.payload('input', options.input),
      ...this.payload('control', options.control),
    });
    if (state === 'signaled') return this.externalSignalDelivered(workflowId);
    return state === 'signalFailed' ? this.externalSignalFailed(workflowId) : this;
  }

  externalSignalDelivered(workflowId: string): this {
    const { eventId, runId } = this.#signal('ExternalWorkflowExecutionSignaled', workflowId);
    this.happened('ExternalWorkflowExecutionSignaled', {
      workflowExecution: { workflowId, runId: runId ?? `${workflowId}-run` },
      initiatedEventId: eventId,
    });
    return this;
  }

  /** Delivery fails, because the other execution is not open. */
  externalSignalFailed(workflowId: string): this {
    const signal = this.#signal('SignalExternalWorkflowExecutionFailed', workflowId);
    this.happened('SignalExternalWorkflowExecutionFailed', this.#undelivered(signal));
    return this;
  }

  /** Adds a cancel request to another execution, from its initiation up to `state`. */
  externalCancel(workflowId: string, options: ExternalCancelStepOptions = nothing): this {
    checkOptions('externalCancel()', options, { control: true, runId: true, state: true });
    const { runId, control, state = 'cancelRequested' } = options;
    checkState(state);
    this.decided('RequestCancelExternalWorkflowExecutionInitiated', {
      workflowId,
      ...omitUndefined({ runId }),
      ...this.payload('control', control),
    });
    if (state === 'cancelRequested') return this.externalCancelDelivered(workflowId);
    return state === 'requestCancelFailed' ? this.externalCancelFailed(workflowId) : this;
  }

  externalCancelDelivered(workflowId: string): this {
    const { eventId, runId } = this.#cancel('ExternalWorkflowExecutionCancelRequested', workflowId);
    this.happened('ExternalWorkflowExecutionCancelRequested', {
      workflowExecution: { workflowId, runId: runId ?? `${workflowId}-run` },
      initiatedEventId: eventId,
    });
    return this;
  }

  /** Delivery fails, because the other execution is not open. */
  externalCancelFailed(workflowId: string): this {
    const cancel = this.#cancel('RequestCancelExternalWorkflowExecutionFailed', workflowId);
    this.happened('RequestCancelExternalWorkflowExecutionFailed', this.#undelivered(cancel));
    return this;
  }

  #undelivered({
    id,
    runId,
    eventId,
    decisionTaskCompletedEventId,
    rawControl,
  }: ExternalSignal | ExternalCancel) {
    return {
      workflowId: id,
      cause: unknown,
      initiatedEventId: eventId,
      decisionTaskCompletedEventId,
      ...omitUndefined({ runId, control: rawControl }),
    } as const;
  }

  #signal(event: string, workflowId: string): ExternalSignal {
    const signal = this.compiled.externalSignals.initiated.find(({ id }) => id === workflowId);
    return signal ?? this.refuse(event, `no signal to '${workflowId}' is on its way`);
  }

  #cancel(event: string, workflowId: string): ExternalCancel {
    const cancel = this.compiled.externalCancels.initiated.find(({ id }) => id === workflowId);
    return cancel ?? this.refuse(event, `no cancel request to '${workflowId}' is on its way`);
  }
}
