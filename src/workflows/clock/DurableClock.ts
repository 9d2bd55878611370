import { oneYear } from '../../values/index.js';
import type { Commands } from '../commands/Commands.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { DurableTimer } from './DurableTimer.js';

/** Work that is scheduled and can be canceled. */
interface ImmediateWork {
  readonly work: () => void;
  isCanceled: boolean;
}

/** Limit of immediate work in a turn, to detect endless loops. */
const maxImmediate = 100_000;

/**
 * The clock of an execution. Its time is that of the event being delivered, and future work is an SWF timer.
 * Schedulers and the replaced host functions are both built on these two.
 */
export class DurableClock {
  readonly #commands: Commands;
  #now = 0;
  #due: ImmediateWork[] = [];

  constructor(commands: Commands) {
    this.#commands = commands;
  }

  /** Milliseconds since the epoch. */
  readonly now = (): number => this.#now;

  /** Time never goes backward, even if the service's clocks differ. */
  advance(to: Date): void {
    this.#now = Math.max(this.#now, to.getTime());
  }

  /**
   * Schedules work: later in this turn, after all current work, or when an SWF timer fires. Returns a
   * function that cancels it.
   *
   * @param delay - milliseconds, rounded up to whole seconds; at most a year, the longest life of an
   * execution
   */
  readonly after = (delay: number, work: () => void): (() => void) => this.#after(delay, work, undefined);

  /** Like `after`, for a delay of a retry policy, whose timer matches one of any length. */
  readonly backOff = (delay: number, work: () => void, retry: string): (() => void) =>
    this.#after(delay, work, retry);

  #after(delay: number, work: () => void, retry: string | undefined): () => void {
    if (!this.#commands.allows('a timer')) return () => {};
    const seconds = Math.min(Math.ceil(delay / 1_000), oneYear);
    if (seconds > 0) return new DurableTimer(this.#commands, seconds, work, retry).start();
    const immediate: ImmediateWork = { work, isCanceled: false };
    this.#due.push(immediate);
    return () => {
      immediate.isCanceled = true;
    };
  }

  /** Runs the work that is due now. */
  drain(): void {
    for (let n = 0; this.#due.length > 0; n += 1) {
      if (n === maxImmediate)
        throw new DeterminismError(
          `More than ${maxImmediate} actions without a delay ran in one turn`,
          'Give the interval or the repetition a delay',
        );
      const { work, isCanceled } = this.#due.shift() ?? { work: () => {}, isCanceled: true };
      if (!isCanceled) work();
    }
  }
}
