import type { Pace } from '../../local/index.js';
import { hostTimers } from './hostTimers.js';

const { setTimeout, clearTimeout } = hostTimers;

/** How long nothing must happen before nobody is taken to be at work, in real milliseconds. */
const silences = { quick: 3, asleep: 10, patient: 50 };

/** Whether anybody is at work: the service, the workers, or what they do. */
export class Pulse {
  /** What the service last said; `undefined` while it is busy. */
  #pace: Pace | undefined;
  /** Tasks that workers hold. */
  #held = 0;
  /** Tasks that are held by mocks which only let time pass. */
  #asleep = 0;
  /** Whether tasks were left, which the service takes to be held. */
  #hasLeft = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => void)[] = [];

  /** Resolves when nobody has been at work for a moment. */
  idle(): Promise<void> {
    return new Promise(resolve => {
      this.#waiting.push(resolve);
      this.#watch();
    });
  }

  /** The service says whether it is busy. */
  says(pace: Pace | undefined): void {
    this.#pace = pace;
    this.#watch();
  }

  /** A worker takes a task, or lets go of it. */
  holds(tasks: 1 | -1): void {
    this.#held += tasks;
    this.#watch();
  }

  /** What does a task begins to let time pass, or ends that. */
  sleeps(tasks: 1 | -1): void {
    this.#asleep += tasks;
    this.#watch();
  }

  /** A task is left to time out. */
  leaves(): void {
    this.#hasLeft = true;
    this.#watch();
  }

  /** Nobody waits any more. */
  stop(): void {
    this.#waiting = [];
    clearTimeout(this.#timer);
  }

  #watch(): void {
    clearTimeout(this.#timer);
    const silence = this.#waiting.length === 0 ? undefined : this.#silence();
    if (silence === undefined) return;
    this.#timer = setTimeout(() => {
      for (const tell of this.#waiting.splice(0)) tell();
    }, silence);
  }

  #silence(): number | undefined {
    if (this.#pace !== 'real') return this.#pace === undefined ? undefined : silences[this.#pace];
    const isWaitingForTime = this.#held === this.#asleep && (this.#asleep > 0 || this.#hasLeft);
    return isWaitingForTime ? silences.asleep : undefined;
  }
}
