import { Heap, type HeapItem } from '../state/Heap.js';
import type { AnyTaskList } from '../state/TaskList.js';

interface Waiter extends HeapItem {
  readonly until: number;
  readonly list: AnyTaskList;
  /** Answers with the list's next task. */
  readonly serve: () => void;
  /** Answers without a task. */
  readonly giveUp: () => void;
}

/** A poll that has to wait. */
export interface Wait {
  readonly list: AnyTaskList;
  /** End of the wait, in milliseconds since the epoch. */
  readonly until: number;
  /** Takes the list's next task. */
  readonly take: () => unknown;
  /** Answer if no task arrives. */
  readonly empty: unknown;
  readonly signal: AbortSignal | undefined;
}

/** Creates the error of a poll whose caller has disconnected. */
export function abortError(signal: AbortSignal): Error {
  return Object.assign(new Error('Request aborted', { cause: signal.reason }), { name: 'AbortError' });
}

/** Long polls that wait for a task, served first come, first served on each list. */
export class LongPolls {
  readonly #waiters = new Map<AnyTaskList, Set<Waiter>>();
  readonly #byTime = new Heap<Waiter>((a, b) => a.until < b.until);

  get size(): number {
    return this.#byTime.size;
  }

  /** Time at which the next poll expires. */
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
      // The waiter is removed before a task can arrive, so no task is lost on a caller that has left.
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

  /** Hands the tasks of a list to the polls that wait for them. */
  serve(list: AnyTaskList): void {
    while (list.next !== undefined) {
      const [first] = this.#waiters.get(list) ?? [];
      if (first === undefined) return;
      first.serve();
    }
  }

  /** Answers the polls whose time is up. */
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
