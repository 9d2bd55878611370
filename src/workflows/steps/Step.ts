/** An event that a decision was about. */
export interface StepEvent {
  readonly id: number;
  /** The name of its type, such as `ActivityTaskCompleted`. */
  readonly name: string;
  /** In ISO 8601. */
  readonly at: string;
  /** The event that recorded the command which this one answers; absent if it answers none. */
  readonly origin?: number;
  /** Subject of the event, such as `run Charge`, `timer 60 s` or `signal price`. */
  readonly about?: string;
  /** The result, input or details. A payload that can't be read is its text. */
  readonly value?: unknown;
  /** The reason of a failure, or the cause of a refusal. */
  readonly reason?: string;
}

/** Something that a workflow asks of SWF. */
export interface StepCommand {
  /** The command in a few words, such as `run Charge`, `timer 60 s`, `cancel timer 60 s` or `complete`. */
  readonly name: string;
  /** The type of the decision. */
  readonly kind: string;
  /** The id of the activity, timer, child and so on; empty for the end of the execution. */
  readonly id: string;
  /** The event that records it; absent if it isn't recorded yet. */
  readonly eventId?: number;
}

/** Something that a workflow waits for. */
export interface OpenSubscription {
  /** `run Charge`, `timer 60 s`, `child Refund`, `lambda Resize`, `signal price`, `any signal`, `cancel request`. */
  readonly name: string;
  readonly kind:
    | 'run'
    | 'timer'
    | 'child'
    | 'lambda'
    | 'marker'
    | 'signalExternal'
    | 'cancelExternal'
    | 'signal'
    | 'cancelRequest';
  /** The id of the command; absent for signals and cancel requests. */
  readonly id?: string;
  /** The event that records the command; absent if there is none yet, and for signals and cancel requests. */
  readonly eventId?: number;
}

/** One turn of a workflow: what came in, what it did, and where it stands then. All of it is JSON. */
export interface Step {
  /** The number of the turn, from 1. */
  readonly turn: number;
  /** The event that started the decision task; absent if no decider has started it yet. */
  readonly startedEventId?: number;
  /** The number of attempts at the decision, including the one that was answered. */
  readonly attempt: number;
  /** The time of the decision, in ISO 8601. */
  readonly at: string;
  /** Indicates whether the history has no answer yet: the commands are those of the code. */
  readonly isDue: boolean;
  readonly events: readonly StepEvent[];
  /** Values that the pipeline emitted in this turn. */
  readonly emitted: readonly unknown[];
  readonly commands: readonly StepCommand[];
  /** Values that the workflow exposes (`context.expose`), by the names of their keys. */
  readonly exposed: Readonly<Record<string, unknown>>;
  /** Open subscriptions after this turn, in the order in which the workflow subscribed. */
  readonly open: readonly OpenSubscription[];
  /** End of the pipeline; absent while it is open. */
  readonly outcome?: 'completed' | 'failed' | 'canceled' | 'continued';
  /** Why the replay stops at this turn, if the code doesn't match the history or fails. */
  readonly error?: { readonly name: string; readonly message: string };
}
