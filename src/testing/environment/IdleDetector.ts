import type { ClockPace } from '../../local/index.js';
import { hostTimers } from './hostTimers.js';

const { setTimeout, clearTimeout } = hostTimers;

/** Quiet periods after which everything counts as idle, in real milliseconds. */
const quietPeriods = { quick: 3, asleep: 10, patient: 50 };

/** Tracks whether the service, the workers or their tasks are busy. */
export class IdleDetector {
  /** The last idle report of the service; `undefined` while it is busy. */
  #pace: ClockPace | undefined;
  /** Tasks that workers hold. */
  #tasks = 0;
  /** Tasks held by mocks that are only waiting for time to pass. */
  #sleeping = 0;
  /** Indicates whether tasks were abandoned, which the service counts as held. */
  #hasAbandoned = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => void)[] = [];

  /** Resolves when everything has been idle for a moment. */
  idle(): Promise<void> {
    return new Promise(resolve => {
      this.#waiting.push(resolve);
      this.#watch();
    });
  }

  /** Records whether the service is busy. */
  setPace(pace: ClockPace | undefined): void {
    this.#pace = pace;
    this.#watch();
  }

  /** Records that a worker takes or releases a task. */
  addTask(tasks: 1 | -1): void {
    this.#tasks += tasks;
    this.#watch();
  }

  /** Records that the handler of a task starts or stops waiting for time to pass. */
  addSleeping(tasks: 1 | -1): void {
    this.#sleeping += tasks;
    this.#watch();
  }

  /** Records that a task is abandoned and will time out. */
  taskAbandoned(): void {
    this.#hasAbandoned = true;
    this.#watch();
  }

  /** Stops all waiting. */
  stop(): void {
    this.#waiting = [];
    clearTimeout(this.#timer);
  }

  #watch(): void {
    clearTimeout(this.#timer);
    const silence = this.#waiting.length === 0 ? undefined : this.#quietPeriod();
    if (silence === undefined) return;
    this.#timer = setTimeout(() => {
      for (const tell of this.#waiting.splice(0)) tell();
    }, silence);
  }

  #quietPeriod(): number | undefined {
    if (this.#pace !== 'real') return this.#pace === undefined ? undefined : quietPeriods[this.#pace];
    const isWaitingForTime = this.#tasks === this.#sleeping && (this.#sleeping > 0 || this.#hasAbandoned);
    return isWaitingForTime ? quietPeriods.asleep : undefined;
  }
}
