/** An error that an actor met. */
export interface ActorError {
  readonly error: unknown;
  readonly at: Date;
}

/** Snapshot of an actor, across all its subscriptions. Times are by the actor's scheduler. */
export interface ActorState {
  /** Name of the actor. */
  readonly name: string;
  readonly taskLists: readonly string[];
  /** Whether the actor is subscribed to. */
  readonly isRunning: boolean;
  /** Whether it is finishing its tasks and takes no new ones. */
  readonly isDraining: boolean;
  /** Whether an error ended it, and it wasn't subscribed to again since. */
  readonly hasFailed: boolean;
  /** Tasks that are held: received, and not answered yet. */
  readonly held: number;
  /** Polls that are in flight. */
  readonly polling: number;
  /** Tasks answered per second, averaged over the last minute. */
  readonly rate: number;
  /** When SWF last accepted a call of this actor. */
  readonly lastResponse: Date | undefined;
  /** When the calls began to fail that are being retried; `undefined` if the last call has worked. */
  readonly failingSince: Date | undefined;
  /** The last error: of a call, of a decision, or the one that ended the actor. */
  readonly lastError: ActorError | undefined;
  /** When this snapshot was taken. */
  readonly at: Date;
}
