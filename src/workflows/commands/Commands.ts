import { DeterminismError } from '../errors/DeterminismError.js';
import type { Command } from './Command.js';
import type { Outbox } from './Outbox.js';

/** Issues the commands of a run: only in its turns, and numbered. */
export class Commands {
  readonly #outbox: Outbox;
  readonly #violate: (error: DeterminismError) => never;
  #ids = 0;
  /** The number of commands issued in the current turn. */
  #issued = 0;
  /** Indicates whether commands are allowed: the code runs because of an event. */
  isOpen = false;
  /** Limit of commands in a turn, to detect endless loops. */
  limit = Number.POSITIVE_INFINITY;
  /** The number of attempts at the current decision. */
  attempt = 1;

  constructor(outbox: Outbox, violate: (error: DeterminismError) => never) {
    this.#outbox = outbox;
    this.#violate = violate;
  }

  /**
   * Returns the next number. Commands are numbered in the order of issue, which is the same in every replay.
   */
  nextId(): string {
    this.#ids += 1;
    return String(this.#ids);
  }

  /** The number of the next command, without consuming it. */
  get upcomingId(): string {
    return String(this.#ids + 1);
  }

  /** Begins a turn. */
  begin(attempt: number): void {
    this.attempt = attempt;
    this.#issued = 0;
  }

  /** Throws outside of a turn, because no history would reproduce the call. */
  check(what: string): void {
    if (this.isOpen) return;
    this.violate(
      new DeterminismError(
        `Not allowed outside of a decision: ${what}`,
        'A workflow may only continue because of an activity, a timer, a signal or a child, not because of a Promise or a callback of the host',
      ),
    );
  }

  /**
   * Like `check`, for places where a thrown error would be unhandled and end the process: it only fails the
   * next decision.
   */
  allows(what: string): boolean {
    try {
      this.check(what);
      return true;
    } catch {
      return false;
    }
  }

  /** Fails the decision, even if the workflow catches the error. */
  violate(error: DeterminismError): never {
    return this.#violate(error);
  }

  issue(command: Command): void {
    this.check(`${command.kind} '${command.id}'`);
    this.#issued += 1;
    if (this.#issued > this.limit)
      this.violate(
        new DeterminismError(
          `More than ${this.limit} commands were issued in one turn`,
          'Check the code for an endless loop',
        ),
      );
    this.#outbox.issue(command);
  }

  /** Withdraws a command that is not sent yet. Returns whether it was withdrawn. */
  withdraw(command: Command): boolean {
    return this.#outbox.withdraw(command);
  }

  /** Abandons a command, which is sent anyway. */
  leave(command: Command): void {
    this.#outbox.leave(command);
  }

  /** Closes the command that an event started. */
  close(origin: number): void {
    this.#outbox.close(origin);
  }
}
