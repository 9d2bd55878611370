import type { Attributes, EventType } from '../api/events.js';
import { record } from '../history/record.js';
import type { Execution } from '../state/Execution.js';
import type { Act } from './Act.js';

/** Reason and details of a failure. */
export interface FailureDetails {
  readonly reason?: string;
  readonly details?: string;
}

/**
 * An open child of a restored execution, which you can answer in place of its decider. A child that was open
 * in the recorded history is a stub: it has no decision tasks.
 */
export class OpenChild {
  readonly workflowId: string;
  readonly runId: string;
  readonly workflowType: { readonly name: string; readonly version: string };
  readonly input: string | undefined;
  /** The id of the parent's event that started it. */
  readonly initiatedEventId: number;
  /** True if no decider is asked. */
  readonly isStub: boolean;
  readonly #act: Act;
  readonly #execution: Execution;

  /** @internal */
  constructor(act: Act, execution: Execution) {
    this.#act = act;
    this.#execution = execution;
    const [first] = execution.events;
    this.workflowId = execution.execution.workflowId;
    this.runId = execution.execution.runId;
    this.workflowType = execution.workflowType;
    this.input = first?.workflowExecutionStartedEventAttributes?.input;
    this.initiatedEventId = execution.parent?.initiatedEventId ?? 0;
    this.isStub = execution.isStub;
  }

  /** Completes it. Rejects if it has closed. */
  complete(result?: string): Promise<void> {
    return this.#close('WorkflowExecutionCompleted', { result, decisionTaskCompletedEventId: 0 });
  }

  /** Fails it. Rejects if it has closed. */
  fail({ reason, details }: FailureDetails = {}): Promise<void> {
    return this.#close('WorkflowExecutionFailed', { reason, details, decisionTaskCompletedEventId: 0 });
  }

  /** Closes it as canceled. Rejects if it has closed. */
  cancel(details?: string): Promise<void> {
    return this.#close('WorkflowExecutionCanceled', { details, decisionTaskCompletedEventId: 0 });
  }

  /** Lets it time out before its time. Rejects if it has closed. */
  timeOut(): Promise<void> {
    const { childPolicy } = this.#execution.configuration;
    return this.#close('WorkflowExecutionTimedOut', { childPolicy, timeoutType: 'START_TO_CLOSE' });
  }

  /** Terminates it. Rejects if it has closed. */
  terminate({ reason, details }: FailureDetails = {}): Promise<void> {
    const { childPolicy } = this.#execution.configuration;
    const cause = 'OPERATOR_INITIATED';
    return this.#close('WorkflowExecutionTerminated', { childPolicy, cause, reason, details });
  }

  /**
   * Hands a stub to the deciders that poll its task list, which run it from its start. Rejects if it has closed
   * or is none.
   */
  run(): Promise<void> {
    return this.#act(() => {
      const { open, configuration, isStub } = this.#execution;
      if (open === undefined || !isStub) throw this.#unfit('is not an open stub');
      record(this.#execution, 'DecisionTaskScheduled', {
        taskList: configuration.taskList,
        taskPriority: configuration.taskPriority,
        startToCloseTimeout: configuration.taskStartToCloseTimeout,
        scheduleToStartTimeout: 'NONE',
      });
    });
  }

  #close<T extends EventType>(type: T, attributes: Attributes<T>): Promise<void> {
    return this.#act(() => {
      if (this.#execution.open === undefined) throw this.#unfit('has closed');
      record(this.#execution, type, attributes);
    });
  }

  #unfit(problem: string): Error {
    return new Error(`The child ${this.workflowId} ${problem}`);
  }
}
