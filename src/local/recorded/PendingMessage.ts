import { record } from '../history/record.js';
import type { Execution } from '../state/Execution.js';
import type { Act } from './Act.js';
import { pendingMessages } from './resume.js';

interface Message {
  readonly kind: 'signal' | 'cancelRequest';
  readonly workflowId: string;
  readonly runId: string | undefined;
  readonly signalName: string | undefined;
  readonly input: string | undefined;
  readonly control: string | undefined;
  readonly decisionTaskCompletedEventId: number;
}

function messageOf({ events }: Execution, initiatedEventId: number): Message | undefined {
  const event = events[initiatedEventId - 1];
  const signal = event?.signalExternalWorkflowExecutionInitiatedEventAttributes;
  const cancel = event?.requestCancelExternalWorkflowExecutionInitiatedEventAttributes;
  const { workflowId, runId, control, decisionTaskCompletedEventId } = signal ?? cancel ?? {};
  if (workflowId === undefined || decisionTaskCompletedEventId === undefined) return undefined;
  const { signalName, input } = signal ?? {};
  const kind = signal === undefined ? 'cancelRequest' : 'signal';
  return { kind, workflowId, runId, signalName, input, control, decisionTaskCompletedEventId };
}

/** A signal or cancel request to an execution that a fork doesn't have. It waits until you answer it. */
export class PendingMessage {
  readonly kind: 'signal' | 'cancelRequest';
  /** The target. */
  readonly workflowId: string;
  readonly runId: string | undefined;
  readonly signalName: string | undefined;
  readonly input: string | undefined;
  /** The id of the event with which it was sent. */
  readonly initiatedEventId: number;
  readonly #act: Act;
  readonly #sender: Execution;
  readonly #message: Message;

  private constructor(act: Act, sender: Execution, initiatedEventId: number, message: Message) {
    this.kind = message.kind;
    this.workflowId = message.workflowId;
    this.runId = message.runId;
    this.signalName = message.signalName;
    this.input = message.input;
    this.initiatedEventId = initiatedEventId;
    this.#act = act;
    this.#sender = sender;
    this.#message = message;
  }

  /**
   * Returns those of an execution.
   *
   * @internal
   */
  static of(act: Act, sender: Execution): PendingMessage[] {
    if (sender.open === undefined) return [];
    return [...pendingMessages(sender.events)].flatMap(id => {
      const message = messageOf(sender, id);
      return message === undefined ? [] : [new PendingMessage(act, sender, id, message)];
    });
  }

  /**
   * Tells the sender that it was delivered. Rejects if it has been answered.
   *
   * @param runId - the run that received it; defaults to the one it was sent to, or a new id
   */
  deliver(runId = this.runId): Promise<void> {
    return this.#answer(newRunId => {
      const workflowExecution = { workflowId: this.workflowId, runId: runId ?? newRunId() };
      const type =
        this.kind === 'signal'
          ? 'ExternalWorkflowExecutionSignaled'
          : 'ExternalWorkflowExecutionCancelRequested';
      record(this.#sender, type, { workflowExecution, initiatedEventId: this.initiatedEventId });
    });
  }

  /** Tells the sender that there is no such open execution. Rejects if it has been answered. */
  refuse(): Promise<void> {
    return this.#answer(() => {
      const { workflowId, runId, control, decisionTaskCompletedEventId } = this.#message;
      const type =
        this.kind === 'signal'
          ? 'SignalExternalWorkflowExecutionFailed'
          : 'RequestCancelExternalWorkflowExecutionFailed';
      const { initiatedEventId } = this;
      const ids = { workflowId, runId, initiatedEventId, decisionTaskCompletedEventId };
      record(this.#sender, type, { ...ids, control, cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION' });
    });
  }

  #answer(answer: (newRunId: () => string) => void): Promise<void> {
    return this.#act(region => {
      const { open, events } = this.#sender;
      if (open === undefined || !pendingMessages(events).has(this.initiatedEventId)) {
        throw new Error(
          `The message of event ${this.initiatedEventId} has been answered, or its sender has closed`,
        );
      }
      answer(() => region.newRunId());
    });
  }
}
