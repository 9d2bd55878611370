import { isInstance, type MonotonicClock, ThrottledError } from '../../../requests/index.js';
import type { UntimedEvent } from '../events/ActorEvent.js';
import type { Reception, Task, TaskObserver } from '../tasks/Task.js';

/**
 * Tasks held by an actor, across all its subscriptions: each one from its reception until it is answered or
 * dropped. Reports their events, including those of dropped tasks, which may still be answered manually.
 */
export class HeldTasks<T extends Task> {
  readonly #report: (event: UntimedEvent<T>) => void;
  /** The held tasks by token. */
  readonly #held = new Map<string, T>();

  constructor(report: (event: UntimedEvent<T>) => void) {
    this.#report = report;
  }

  get(taskToken: string): T | undefined {
    return this.#held.get(taskToken);
  }

  /** Returns the tasks held by the subscription with that clock. */
  of(clock: MonotonicClock): readonly T[] {
    return [...this.#held.values()].filter(({ reception }) => reception?.clock === clock);
  }

  /** Holds a received task, until {@link release}. */
  hold(task: T, clock: MonotonicClock): void {
    task.reception = { clock, at: clock.now(), isDelivered: false, isDropped: false };
    this.#held.set(task.taskToken, task);
  }

  /** Records that a task is emitted to the subscriber. */
  deliver({ reception }: T): void {
    if (reception !== undefined) reception.isDelivered = true;
  }

  /** Releases a task. Unless it is answered, it is dropped: its subscriber has left. */
  release(task: T): void {
    const { reception, taskToken } = task;
    this.#held.delete(taskToken);
    if (reception === undefined || task.isAnswered) return;
    this.#report({ type: 'dropped', task, duration: durationOf(reception) });
    reception.isDropped = true;
  }

  /** Releases a task whose subscriber left while it arrived. */
  releaseUndelivered(task: T): void {
    if (task.reception?.isDelivered === false) this.release(task);
  }

  /** Reports the events of received tasks as events of the actor. */
  readonly observer: TaskObserver = (task, event) => {
    if (!this.#isReceived(task)) return;
    if (event.type === 'answered') {
      const { reception } = task;
      const dropped = reception.isDropped ? { dropped: true as const } : {};
      this.#report({ ...event, task, duration: durationOf(reception), ...dropped });
    } else if (event.type === 'retried') {
      const type = isInstance(event.error, ThrottledError) ? 'throttled' : 'retried';
      this.#report({ ...event, type, task });
    } else {
      this.#report({ ...event, task });
    }
  };

  /** Whether a task has been held. A task has only one observer, so it was held here. */
  #isReceived(task: Task): task is T & { readonly reception: Reception } {
    return task.reception !== undefined;
  }
}

const durationOf = ({ clock, at }: Reception): number => clock.now() - at;
