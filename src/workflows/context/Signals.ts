import { Observable, type Subscriber } from 'rxjs';
import type { CarriedSignal } from '../../payloads/index.js';
import type { ReceivedSignal } from '../definitions/WorkflowContext.js';

/** The signals of an execution: delivered to subscribers, or queued until someone subscribes. */
export class Signals {
  readonly #read: (payload: string | undefined) => unknown;
  readonly #holdsBack: () => boolean;
  /** Undelivered signals, in the order of the history. */
  #waiting: CarriedSignal[] = [];
  /** Indicates whether signals were held back from subscribers. */
  #hasHeldBack = false;
  readonly #listeners = new Map<string | undefined, Set<Subscriber<ReceivedSignal>>>();

  /**
   * @param read - reads a payload; called on delivery
   * @param holdsBack - returns whether delivery is suspended; called only when a signal would be delivered
   */
  constructor(read: (payload: string | undefined) => unknown, holdsBack: () => boolean = () => false) {
    this.#read = read;
    this.#holdsBack = holdsBack;
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  /** The names that have subscribers; `undefined` among them stands for all names. */
  get listenedNames(): readonly (string | undefined)[] {
    return [...this.#listeners.keys()];
  }

  /** The names that have subscribers; `undefined` for those of all signals. */
  get listening(): Iterable<string | undefined> {
    return this.#listeners.keys();
  }

  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** The number of signals waiting for a subscriber. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Undelivered signals, in the order of the history. */
  get undelivered(): readonly CarriedSignal[] {
    return this.#waiting;
  }

  /** Delivers a signal to its subscribers. Returns whether there were any; otherwise the signal is queued. */
  receive(signal: CarriedSignal): boolean {
    const listeners = this.#listenersOf(signal);
    if (listeners.length > 0 && !this.#isHeldBack()) {
      this.#deliver(signal, listeners);
      return true;
    }
    this.#waiting.push(signal);
    return false;
  }

  /** Delivers signals that are no longer held back. Returns whether any were delivered. */
  release(): boolean {
    if (!this.#hasHeldBack) return false;
    this.#hasHeldBack = false;
    let isDelivered = false;
    for (
      let next = this.#nextDeliverable();
      next >= 0 && !this.#isHeldBack();
      next = this.#nextDeliverable()
    ) {
      for (const signal of this.#waiting.splice(next, 1)) this.#deliver(signal, this.#listenersOf(signal));
      isDelivered = true;
    }
    return isDelivered;
  }

  /** Emits the signals of a name, or of all names if none is given. */
  of(name?: string): Observable<ReceivedSignal> {
    return new Observable(subscriber => {
      this.#deliverWaiting(name, subscriber);
      if (subscriber.closed) return undefined;
      const listeners = this.#listeners.get(name) ?? new Set();
      this.#listeners.set(name, listeners.add(subscriber));
      return () => {
        listeners.delete(subscriber);
        if (listeners.size === 0) this.#listeners.delete(name);
      };
    });
  }

  /** One at a time, because the subscriber may unsubscribe after any of them. */
  #deliverWaiting(name: string | undefined, subscriber: Subscriber<ReceivedSignal>): void {
    while (!subscriber.closed) {
      const at = this.#waiting.findIndex(signal => name === undefined || signal.name === name);
      if (at < 0 || this.#isHeldBack()) return;
      for (const signal of this.#waiting.splice(at, 1)) subscriber.next(this.#received(signal));
    }
  }

  #nextDeliverable(): number {
    return this.#waiting.findIndex(signal => this.#listenersOf(signal).length > 0);
  }

  #isHeldBack(): boolean {
    const isHeldBack = this.#holdsBack();
    this.#hasHeldBack ||= isHeldBack;
    return isHeldBack;
  }

  #listenersOf({ name }: CarriedSignal): Subscriber<ReceivedSignal>[] {
    return [...(this.#listeners.get(name) ?? []), ...(this.#listeners.get(undefined) ?? [])];
  }

  #deliver(signal: CarriedSignal, listeners: readonly Subscriber<ReceivedSignal>[]): void {
    const received = this.#received(signal);
    for (const subscriber of listeners) subscriber.next(received);
  }

  #received({ name, payload }: CarriedSignal): ReceivedSignal {
    return { name, input: this.#read(payload) };
  }
}
