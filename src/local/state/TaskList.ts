import { Heap, type HeapItem } from './Heap.js';
import type { Activity, DecisionTask } from './tasks.js';

/** A task that waits on a list: the most urgent first, then the one that came first. */
export interface QueuedTask extends HeapItem {
  readonly priority: number;
  readonly arrival: number;
}

/** A queue of tasks of one kind under one name in one domain. It comes into being by being used. */
export class TaskList<T extends QueuedTask = QueuedTask> {
  readonly name: string;
  readonly #tasks = new Heap<T>((a, b) =>
    a.priority === b.priority ? a.arrival < b.arrival : a.priority > b.priority,
  );
  readonly #forget: () => void;
  /** Decision tasks that wait behind a running one of their execution: pending, but for nobody to take. */
  withheld = 0;

  /** @param forget - makes the list one that has never been used */
  constructor(name: string, forget: () => void) {
    this.name = name;
    this.#forget = forget;
  }

  get pending(): number {
    return this.#tasks.size + this.withheld;
  }

  /** The task that the next poller gets. */
  get next(): T | undefined {
    return this.#tasks.peek();
  }

  add(task: T): void {
    this.#tasks.push(task);
  }

  remove(task: T): void {
    this.#tasks.delete(task);
  }

  /** Nobody polls the list any more: if it is empty too, nothing is left of it. */
  leave(): void {
    if (this.pending === 0) this.#forget();
  }
}

export type ActivityTaskList = TaskList<Activity>;
export type DecisionTaskList = TaskList<DecisionTask>;
export type AnyTaskList = ActivityTaskList | DecisionTaskList;
