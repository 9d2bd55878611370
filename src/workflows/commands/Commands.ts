import { DeterminismError } from '../errors/DeterminismError.js';
import type { Command } from './Command.js';
import type { Outbox } from './Outbox.js';

/** The commands of a run as its workflow issues them: in its turns only, and numbered. */
export class Commands {
  readonly #outbox: Outbox;
  readonly #violate: (error: DeterminismError) => never;
  #ids = 0;
  /** Whether the workflow may act: its code runs because of an event. */
  isOpen = false;
  /** How often the decision under way has been tried. */
  attempt = 1;

  constructor(outbox: Outbox, violate: (error: DeterminismError) => never) {
    this.#outbox = outbox;
    this.#violate = violate;
  }

  /** The next number: commands have theirs in the order of issue, in every replay the same. */
  nextId(): string {
    this.#ids += 1;
    return String(this.#ids);
  }

  /** The number of the next command, which stays the next one. */
  get upcomingId(): string {
    return String(this.#ids + 1);
  }

  /** Refuses what happens outside of a turn: no history would bring it about again. */
  check(what: string): void {
    if (this.isOpen) return;
    this.violate(
      new DeterminismError(
        `Outside of a decision, ${what} was asked for`,
        'Only activities, timers, signals and children may set a workflow going, never a Promise or a callback of the host',
      ),
    );
  }

  /** The same where an error would reach nobody, and end the process: it fails the next decision only. */
  allows(what: string): boolean {
    try {
      this.check(what);
      return true;
    } catch {
      return false;
    }
  }

  /** Fails the decision, whatever the workflow makes of the error. */
  violate(error: DeterminismError): never {
    return this.#violate(error);
  }

  issue(command: Command): void {
    this.check(`${command.kind} '${command.id}'`);
    this.#outbox.issue(command);
  }

  /** Takes back what has not been sent. Returns whether that was so. */
  withdraw(command: Command): boolean {
    return this.#outbox.withdraw(command);
  }

  /** Leaves a command alone, which is to be sent all the same. */
  leave(command: Command): void {
    this.#outbox.leave(command);
  }

  /** What an event began is over. */
  close(origin: number): void {
    this.#outbox.close(origin);
  }
}
