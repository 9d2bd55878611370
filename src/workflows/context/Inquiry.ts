import type { Subscriber, Unsubscribable } from 'rxjs';
import type { Event, EventName } from '../../history/index.js';
import type { Command } from '../commands/Command.js';
import type { Commands } from '../commands/Commands.js';
import type { Runtime } from './Runtime.js';

/** A command whose outcome SWF reports. */
export interface Question<T> {
  readonly command: Pick<Command, 'kind' | 'id' | 'subject' | 'decision'>;
  /** Returns the outcome that an event reports; `undefined` if the command is still open. */
  readonly told: (event: Event) => Told<T> | undefined;
  /** Requests cancellation of a sent command; unsubscribing withdraws the request if it is not sent yet. */
  readonly cancel?: (() => Unsubscribable) | undefined;
  /** The event from which on the command can be canceled. @defaultValue the event that records it */
  readonly begins?: EventName;
  /**
   * Indicates whether the command may be forgotten after unsubscribing; otherwise the end of a canceled
   * execution waits for it.
   */
  readonly isForgotten?: boolean;
  /** Indicates whether unsubscribing abandons the command: it is sent anyway, and forgotten. */
  readonly isAbandoned?: boolean;
  /** Called first for each event about the command. */
  readonly heard?: (event: Event) => void;
  /**
   * Indicates whether the end of the execution waits for the command. @defaultValue true unless it is
   * forgotten
   */
  readonly isAwaited?: () => boolean;
}

/** The outcome that an event reports. */
export type Told<T> = { readonly value: T } | { readonly error: unknown };

/**
 * A pending command with its subscriber. `begin` issues the command; its outcome, or its withdrawal, ends the
 * inquiry.
 */
export class Inquiry<T> {
  readonly #commands: Commands;
  readonly #question: Question<T>;
  readonly #subscriber: Subscriber<T>;
  readonly #command: Command;
  #hasBegun: boolean;
  #isLeft = false;
  #isOver = false;
  #canceling: Unsubscribable | undefined;

  constructor({ commands }: Runtime, question: Question<T>, subscriber: Subscriber<T>) {
    const { command, begins, isAbandoned = false, isForgotten = isAbandoned } = question;
    const isAwaited = question.isAwaited ?? (() => true);
    this.#commands = commands;
    this.#question = question;
    this.#subscriber = subscriber;
    this.#hasBegun = begins === undefined;
    this.#command = {
      ...command,
      isLeft: () => (this.#isLeft && isForgotten) || !isAwaited(),
      onEvent: event => this.#told(event),
    };
  }

  /** Issues the command. Returns the teardown. */
  begin(): () => void {
    const { kind, id } = this.#command;
    if (!this.#commands.allows(`${kind} '${id}'`)) return () => {};
    this.#commands.issue(this.#command);
    return () => this.#leave();
  }

  #told(event: Event): boolean {
    this.#question.heard?.(event);
    const end = this.#question.told(event);
    if (end === undefined) {
      if (event.name === this.#question.begins) this.#begun();
      return false;
    }
    this.#isOver = true;
    // The command ended in the same turn in which its cancellation was requested.
    this.#canceling?.unsubscribe();
    if ('error' in end) this.#subscriber.error(end.error);
    else {
      this.#subscriber.next(end.value);
      this.#subscriber.complete();
    }
    return true;
  }

  #begun(): void {
    this.#hasBegun = true;
    if (this.#isLeft && !this.#question.isAbandoned) this.#canceling = this.#question.cancel?.();
  }

  #leave(): void {
    if (this.#isOver || this.#isLeft) return;
    const { kind, id } = this.#command;
    if (!this.#commands.allows(`the cancellation of ${kind} '${id}'`)) return;
    this.#isLeft = true;
    if (this.#question.isAbandoned) {
      this.#commands.leave(this.#command);
      return;
    }
    if (this.#commands.withdraw(this.#command) || !this.#hasBegun) return;
    this.#canceling = this.#question.cancel?.();
  }
}
