import { Observable, type Subscriber } from 'rxjs';
import type { ReceivedSignal } from './WorkflowContext.js';

/** A signal as SWF carries it. */
interface RawSignal {
  readonly name: string;
  readonly payload: string | undefined;
}

/** The signals of an execution: told to who listens, and kept for the first who will. */
export class Signals {
  readonly #read: (payload: string | undefined) => unknown;
  /** What nobody has listened to, in the order of the history. */
  #waiting: RawSignal[] = [];
  readonly #listeners = new Map<string | undefined, Set<Subscriber<ReceivedSignal>>>();

  /** @param read - the value of a payload; it is asked for when somebody listens */
  constructor(read: (payload: string | undefined) => unknown) {
    this.#read = read;
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** How many wait for a listener. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Tells a signal to who listens. Returns whether anybody did; else it waits. */
  receive(signal: RawSignal): boolean {
    const told = [...(this.#listeners.get(signal.name) ?? []), ...(this.#listeners.get(undefined) ?? [])];
    if (told.length === 0) {
      this.#waiting.push(signal);
      return false;
    }
    const received = this.#received(signal);
    for (const subscriber of told) subscriber.next(received);
    return true;
  }

  /** The signals of a name; of all names where none is given. */
  of(name?: string): Observable<ReceivedSignal> {
    return new Observable(subscriber => {
      this.#tellWaiting(name, subscriber);
      if (subscriber.closed) return undefined;
      const listeners = this.#listeners.get(name) ?? new Set();
      this.#listeners.set(name, listeners.add(subscriber));
      return () => {
        listeners.delete(subscriber);
        if (listeners.size === 0) this.#listeners.delete(name);
      };
    });
  }

  /** One after the other, since who listens may have enough after any of them. */
  #tellWaiting(name: string | undefined, subscriber: Subscriber<ReceivedSignal>): void {
    while (!subscriber.closed) {
      const at = this.#waiting.findIndex(signal => name === undefined || signal.name === name);
      const [signal] = at < 0 ? [] : this.#waiting.splice(at, 1);
      if (signal === undefined) return;
      subscriber.next(this.#received(signal));
    }
  }

  #received({ name, payload }: RawSignal): ReceivedSignal {
    return { name, input: this.#read(payload) };
  }
}
