import type { Subscriber, Unsubscribable } from 'rxjs';
import type { Event, EventName } from '../../history/index.js';
import type { Command } from '../commands/Command.js';
import type { Commands } from '../commands/Commands.js';
import type { Runtime } from './Runtime.js';

/** A command whose outcome SWF reports. */
export interface CommandRequest<T> {
  readonly command: Pick<Command, 'kind' | 'id' | 'subject' | 'decision'>;
  /** Returns the outcome that an event reports; `undefined` if the command is still open. */
  readonly resultOf: (event: Event) => CommandResult<T> | undefined;
  /** Requests cancellation of a sent command; unsubscribing withdraws the request if it is not sent yet. */
  readonly cancel?: (() => Unsubscribable) | undefined;
  /** The event from which on the command can be canceled. @defaultValue the event that records it */
  readonly cancelableFrom?: EventName;
  /**
   * Indicates whether the command may be forgotten after unsubscribing; otherwise the end of a canceled
   * execution waits for it.
   */
  readonly isForgotten?: boolean;
  /** Indicates whether unsubscribing abandons the command: it is sent anyway, and forgotten. */
  readonly isAbandoned?: boolean;
  /** Called first for each event about the command. */
  readonly onEvent?: (event: Event) => void;
  /**
   * Indicates whether the end of the execution waits for the command. @defaultValue true unless it is
   * forgotten
   */
  readonly isAwaited?: () => boolean;
}

/** The outcome that an event reports. */
export type CommandResult<T> = { readonly value: T } | { readonly error: unknown };

/**
 * A pending command with its subscriber. `issue` issues the command; its outcome or its withdrawal ends
 * it.
 */
export class PendingCommand<T> {
  readonly #commands: Commands;
  readonly #request: CommandRequest<T>;
  readonly #subscriber: Subscriber<T>;
  readonly #command: Command;
  #isCancelable: boolean;
  #isLeft = false;
  #isOver = false;
  #canceling: Unsubscribable | undefined;

  constructor({ commands }: Runtime, request: CommandRequest<T>, subscriber: Subscriber<T>) {
    const { command, cancelableFrom, isAbandoned = false, isForgotten = isAbandoned } = request;
    const isAwaited = request.isAwaited ?? (() => true);
    this.#commands = commands;
    this.#request = request;
    this.#subscriber = subscriber;
    this.#isCancelable = cancelableFrom === undefined;
    const { kind, id, subject, decision } = command;
    this.#command = {
      kind,
      id,
      subject,
      decision,
      isWanted: () => (!this.#isLeft || isAbandoned) && isAwaited(),
      isLeft: () => (this.#isLeft && isForgotten) || !isAwaited(),
      onEvent: event => this.#onEvent(event),
    };
  }

  /** Issues the command. Returns the teardown. */
  issue(): () => void {
    const { kind, id } = this.#command;
    if (!this.#commands.allows(`${kind} '${id}'`)) return () => {};
    this.#commands.issue(this.#command);
    return () => this.#unsubscribe();
  }

  #onEvent(event: Event): boolean {
    this.#request.onEvent?.(event);
    const result = this.#request.resultOf(event);
    if (result === undefined) {
      if (event.name === this.#request.cancelableFrom) this.#onCancelable();
      return false;
    }
    this.#isOver = true;
    // The command ended in the same turn in which its cancellation was requested.
    this.#canceling?.unsubscribe();
    if ('error' in result) this.#subscriber.error(result.error);
    else {
      this.#subscriber.next(result.value);
      this.#subscriber.complete();
    }
    return true;
  }

  #onCancelable(): void {
    this.#isCancelable = true;
    if (this.#isLeft && !this.#request.isAbandoned) this.#canceling = this.#request.cancel?.();
  }

  #unsubscribe(): void {
    if (this.#isOver || this.#isLeft) return;
    const { kind, id } = this.#command;
    if (!this.#commands.allows(`the cancellation of ${kind} '${id}'`)) return;
    this.#isLeft = true;
    if (this.#request.isAbandoned) {
      this.#commands.leave(this.#command);
      return;
    }
    if (this.#commands.withdraw(this.#command) || !this.#isCancelable) return;
    this.#canceling = this.#request.cancel?.();
  }
}
