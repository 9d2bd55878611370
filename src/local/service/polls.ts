import { Heap, type HeapItem } from '../state/Heap.js';
import type { AnyTaskList } from '../state/TaskList.js';

interface Waiter extends HeapItem {
  readonly until: number;
  readonly list: AnyTaskList;
  /** Answers with the task that the list has ready. */
  readonly serve: () => void;
  /** Answers that there is no task. */
  readonly giveUp: () => void;
}

/** How one poll waits. */
export interface Wait {
  readonly list: AnyTaskList;
  /** Until when, in milliseconds since the epoch. */
  readonly until: number;
  /** Takes the task that the list has ready. */
  readonly take: () => unknown;
  /** The answer if no task comes. */
  readonly empty: unknown;
  readonly signal: AbortSignal | undefined;
}

/** A poll whose caller has gone away. */
export function abortError(signal: AbortSignal): Error {
  return Object.assign(new Error('Request aborted', { cause: signal.reason }), { name: 'AbortError' });
}

/** The long polls that wait for a task: on each list, who came first is served first. */
export class LongPolls {
  readonly #waiters = new Map<AnyTaskList, Set<Waiter>>();
  readonly #byTime = new Heap<Waiter>((a, b) => a.until < b.until);

  get size(): number {
    return this.#byTime.size;
  }

  /** When the next poll is to be answered without a task. */
  get next(): number | undefined {
    return this.#byTime.peek()?.until;
  }

  waitingOn(list: AnyTaskList): number {
    return this.#waiters.get(list)?.size ?? 0;
  }

  wait({ list, until, take, empty, signal }: Wait): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#remove(waiter);
        signal?.removeEventListener('abort', abandon);
      };
      // The waiter goes before a task can come, so no task is lost on a caller who has left.
      const abandon = () => {
        leave();
        if (signal !== undefined) reject(abortError(signal));
      };
      const waiter: Waiter = {
        until,
        list,
        heapIndex: -1,
        serve: () => {
          leave();
          try {
            resolve(take());
          } catch (error) {
            reject(error);
          }
        },
        giveUp: () => {
          leave();
          resolve(empty);
        },
      };
      this.#add(waiter);
      signal?.addEventListener('abort', abandon, { once: true });
    });
  }

  /** Gives the tasks that a list has to those who wait for them. */
  serve(list: AnyTaskList): void {
    while (list.next !== undefined) {
      const [first] = this.#waiters.get(list) ?? [];
      if (first === undefined) return;
      first.serve();
    }
  }

  /** Answers the polls that have waited long enough. */
  expire(now: number): void {
    for (
      let next = this.#byTime.peek();
      next !== undefined && next.until <= now;
      next = this.#byTime.peek()
    ) {
      next.giveUp();
    }
  }

  #add(waiter: Waiter): void {
    const waiters = this.#waiters.get(waiter.list);
    if (waiters === undefined) this.#waiters.set(waiter.list, new Set([waiter]));
    else waiters.add(waiter);
    this.#byTime.push(waiter);
  }

  #remove(waiter: Waiter): void {
    const waiters = this.#waiters.get(waiter.list);
    waiters?.delete(waiter);
    if (waiters?.size === 0) this.#waiters.delete(waiter.list);
    this.#byTime.delete(waiter);
  }
}
