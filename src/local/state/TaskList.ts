import { Heap, type HeapItem } from './Heap.js';
import type { Activity, DecisionTask } from './tasks.js';

/** A task on a list, ordered by priority (highest first), then by arrival. */
export interface QueuedTask extends HeapItem {
  readonly priority: number;
  readonly arrival: number;
}

/** A named queue of tasks of one kind in a domain. It is created on first use. */
export class TaskList<T extends QueuedTask = QueuedTask> {
  readonly name: string;
  readonly #tasks = new Heap<T>((a, b) =>
    a.priority === b.priority ? a.arrival < b.arrival : a.priority > b.priority,
  );
  readonly #forget: () => void;
  /**
   * Number of decision tasks behind a running one of their execution: pending, but not available to pollers.
   */
  withheld = 0;

  /** @param forget - removes the list from its domain */
  constructor(name: string, forget: () => void) {
    this.name = name;
    this.#forget = forget;
  }

  get pending(): number {
    return this.#tasks.size + this.withheld;
  }

  /** The task that the next poller receives. */
  get next(): T | undefined {
    return this.#tasks.peek();
  }

  add(task: T): void {
    this.#tasks.push(task);
  }

  remove(task: T): void {
    this.#tasks.delete(task);
  }

  /** Called when the last poller leaves the list: removes the list if it is empty. */
  leave(): void {
    if (this.pending === 0) this.#forget();
  }
}

/** The task lists of one kind in a domain. */
export class TaskLists<T extends QueuedTask> {
  readonly #lists = new Map<string, TaskList<T>>();

  /** Returns the list of that name, and creates it if necessary. */
  named(name: string): TaskList<T> {
    const known = this.#lists.get(name);
    if (known !== undefined) return known;
    const list: TaskList<T> = new TaskList<T>(name, () => this.#forget(list));
    this.#lists.set(name, list);
    return list;
  }

  /** Number of lists. */
  get size(): number {
    return this.#lists.size;
  }

  #forget(list: TaskList<T>): void {
    // There may already be a new list of that name.
    if (this.#lists.get(list.name) === list) this.#lists.delete(list.name);
  }

  /** Returns the number of pending tasks on that list. */
  pending(name: string): number {
    return this.#lists.get(name)?.pending ?? 0;
  }
}

export type ActivityTaskList = TaskList<Activity>;
export type DecisionTaskList = TaskList<DecisionTask>;
export type AnyTaskList = ActivityTaskList | DecisionTaskList;
