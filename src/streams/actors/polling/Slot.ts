import type { Observable, Subscriber, Subscription } from 'rxjs';
import type { Task } from '../tasks/Task.js';

/** Parts of a polling that its slots use. */
export interface SlotOptions<T extends Task> {
  /** Polls once; emits a task, or `undefined` or nothing if there is none. */
  readonly poll$: Observable<T | undefined>;
  /** Whether no further poll may start. */
  readonly isOver: () => boolean;
  /** Called before a task is emitted. */
  readonly deliver: (task: T) => void;
  /** Called after a task was emitted to a subscriber that is still there. */
  readonly delivered: () => void;
  /** Called when a task is answered, or the subscriber has left. */
  readonly release: (task: T) => void;
}

/**
 * One slot: polls, emits the task, waits for its answer, and polls again. Written without operators because
 * each task passes through here: `mergeMap` and `repeat` would add eight subscriptions.
 */
export class Slot<T extends Task> {
  readonly #subscriber: Subscriber<T>;
  readonly #options: SlotOptions<T>;
  #poll: Subscription | undefined;
  #isPolling = false;
  #isRunning = false;
  /** The unanswered task. */
  #task: T | undefined;

  constructor(subscriber: Subscriber<T>, options: SlotOptions<T>) {
    this.#subscriber = subscriber;
    this.#options = options;
    subscriber.add(() => {
      this.#poll?.unsubscribe();
      this.#release();
    });
  }

  /** Polls as long as nothing occupies the slot. */
  run(): void {
    // A loop instead of a recursion, because a mocked client may respond synchronously.
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (!this.#isPolling && this.#task === undefined && !this.#subscriber.closed) this.#pollOnce();
    this.#isRunning = false;
  }

  #pollOnce(): void {
    const { poll$, isOver } = this.#options;
    if (isOver()) {
      this.#subscriber.complete();
      return;
    }
    this.#isPolling = true;
    this.#poll = poll$.subscribe({
      next: task => task !== undefined && this.#deliver(task),
      error: (error: unknown) => this.#subscriber.error(error),
      complete: () => {
        this.#isPolling = false;
        this.run();
      },
    });
    if (this.#subscriber.closed) this.#poll.unsubscribe();
  }

  #deliver(task: T): void {
    const { deliver, delivered } = this.#options;
    this.#task = task;
    deliver(task);
    this.#subscriber.next(task);
    if (!this.#subscriber.closed) delivered();
    task.onSettled(() => {
      if (this.#task !== task) return;
      this.#release();
      this.run();
    });
  }

  #release(): void {
    const task = this.#task;
    this.#task = undefined;
    if (task !== undefined) this.#options.release(task);
  }
}
