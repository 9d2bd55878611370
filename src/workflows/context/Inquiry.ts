import type { Subscriber, Unsubscribable } from 'rxjs';
import type { Event, EventName } from '../../history/index.js';
import type { Command } from '../commands/Command.js';
import type { Commands } from '../commands/Commands.js';
import type { Runtime } from './Runtime.js';

/** Something that SWF is asked for, of which it tells what becomes. */
export interface Question<T> {
  readonly command: Pick<Command, 'kind' | 'id' | 'subject' | 'decision'>;
  /** What an event says of its end; `undefined` where it goes on. */
  readonly told: (event: Event) => Told<T> | undefined;
  /** Asks SWF to end what has been sent; unsubscribing takes that back as long as it is not sent itself. */
  readonly cancel?: (() => Unsubscribable) | undefined;
  /** The event from which on it can be canceled. @defaultValue that which records it */
  readonly begins?: EventName;
  /** Whether it may be forgotten once nobody waits for it; else the end of an execution that is canceled waits. */
  readonly isForgotten?: boolean;
  /** Whether leaving it leaves it alone: it is begun all the same, and forgotten. */
  readonly isAbandoned?: boolean;
  /** Told of each event about it, first of all. */
  readonly heard?: (event: Event) => void;
  /** Whether the end of the execution waits for it. @defaultValue whenever it is not forgotten */
  readonly isAwaited?: () => boolean;
}

/** What an event says: the end of it. */
export type Told<T> = { readonly value: T } | { readonly error: unknown };

/** A question under way, from its command to what became of that. */
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

  /** Asks, and returns how to leave it. */
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
    // It has ended in the very turn in which it was to be canceled.
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
