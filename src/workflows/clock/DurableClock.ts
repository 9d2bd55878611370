import { oneYear } from '../../values/checks.js';
import type { Commands } from '../commands/Commands.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { DurableTimer } from './DurableTimer.js';

/** Work that is to be done later, unless it is taken back. */
interface Appointment {
  readonly work: () => void;
  isOff: boolean;
}

/** More work for now than any workflow means to have. */
const endless = 100_000;

/**
 * An execution's time: it stands at the event that is being told, and what is to happen later is a timer of SWF.
 * All that knows of time, schedulers and the host's functions alike, stands on these two.
 */
export class DurableClock {
  readonly #commands: Commands;
  #now = 0;
  #due: Appointment[] = [];

  constructor(commands: Commands) {
    this.#commands = commands;
  }

  /** Milliseconds since the epoch. */
  readonly now = (): number => this.#now;

  /** Time never goes back, whatever clocks the service has. */
  advance(to: Date): void {
    this.#now = Math.max(this.#now, to.getTime());
  }

  /**
   * Does something later: in this very turn, when all that is under way is done, or when a timer of SWF fires.
   * Returns how to take it back.
   *
   * @param delay - milliseconds, rounded up to whole seconds; at most a year, the longest life of an execution
   */
  readonly after = (delay: number, work: () => void): (() => void) => this.#after(delay, work, undefined);

  /** The same for the wait of a retry policy, whose timer matches one of any length. */
  readonly backOff = (delay: number, work: () => void, retry: string): (() => void) =>
    this.#after(delay, work, retry);

  #after(delay: number, work: () => void, retry: string | undefined): () => void {
    if (!this.#commands.allows('a timer')) return () => {};
    const seconds = Math.min(Math.ceil(delay / 1_000), oneYear);
    if (seconds > 0) return new DurableTimer(this.#commands, seconds, work, retry).start();
    const appointment: Appointment = { work, isOff: false };
    this.#due.push(appointment);
    return () => {
      appointment.isOff = true;
    };
  }

  /** Does what is to be done now. */
  drain(): void {
    for (let n = 0; this.#due.length > 0; n += 1) {
      if (n === endless)
        throw new DeterminismError(
          `More than ${endless} pieces of work without any delay came one after the other`,
          'Give the interval or the repetition a delay',
        );
      const { work, isOff } = this.#due.shift() ?? { work: () => {}, isOff: true };
      if (!isOff) work();
    }
  }
}
