import { isInstance, type MonotonicClock, ThrottledError } from '../../../requests/index.js';
import type { UntimedEvent } from '../events/ActorEvent.js';
import type { Task, TaskObserver } from '../tasks/Task.js';

/** The reception of a task by a subscription to an actor. */
interface Reception<T extends Task> {
  readonly task: T;
  /** Clock of the subscription. Each subscription has its own, so this also identifies it. */
  readonly clock: MonotonicClock;
  /** Time of reception by that clock. */
  readonly at: number;
  isDelivered: boolean;
  isDropped: boolean;
}

/**
 * Tasks held by an actor, across all its subscriptions: each one from its reception until it is answered or
 * dropped. Reports their events, including those of dropped tasks, which may still be answered manually.
 */
export class HeldTasks<T extends Task> {
  readonly #report: (event: UntimedEvent<T>) => void;
  /** Receptions of the held tasks, by token. */
  readonly #held = new Map<string, Reception<T>>();
  /** Receptions of all tasks, including those that are no longer held. */
  readonly #receptions = new WeakMap<Task, Reception<T>>();

  constructor(report: (event: UntimedEvent<T>) => void) {
    this.#report = report;
  }

  get(taskToken: string): T | undefined {
    return this.#held.get(taskToken)?.task;
  }

  /** Returns the tasks held by the subscription with that clock. */
  of(clock: MonotonicClock): readonly T[] {
    return [...this.#held.values()].filter(reception => reception.clock === clock).map(({ task }) => task);
  }

  /** Holds a received task, until {@link release}. */
  hold(task: T, clock: MonotonicClock): void {
    const reception = { task, clock, at: clock.now(), isDelivered: false, isDropped: false };
    this.#held.set(task.taskToken, reception);
    this.#receptions.set(task, reception);
  }

  /** Records that a task is emitted to the subscriber. */
  deliver(task: T): void {
    const reception = this.#receptions.get(task);
    if (reception !== undefined) reception.isDelivered = true;
  }

  /** Releases a task. Unless it is answered, it is dropped: its subscriber has left. */
  release(task: T): void {
    const reception = this.#receptions.get(task);
    this.#held.delete(task.taskToken);
    if (reception === undefined || task.isAnswered) return;
    this.#report({ type: 'dropped', task, duration: durationOf(reception) });
    reception.isDropped = true;
  }

  /** Releases a task whose subscriber left while it arrived. */
  releaseUndelivered(task: T): void {
    if (this.#receptions.get(task)?.isDelivered === false) this.release(task);
  }

  /** Reports the events of received tasks as events of the actor. */
  readonly observer: TaskObserver = (source, event) => {
    const reception = this.#receptions.get(source);
    if (reception === undefined) return;
    const { task, isDropped } = reception;
    if (event.type === 'answered') {
      const dropped = isDropped ? { dropped: true as const } : {};
      this.#report({ ...event, task, duration: durationOf(reception), ...dropped });
    } else if (event.type === 'retried') {
      const type = isInstance(event.error, ThrottledError) ? 'throttled' : 'retried';
      this.#report({ ...event, type, task });
    } else {
      this.#report({ ...event, task });
    }
  };
}

const durationOf = ({ clock, at }: Reception<Task>): number => clock.now() - at;
