import { Observable, type Subscriber } from 'rxjs';
import type { CarriedSignal } from '../../payloads/index.js';
import type { ReceivedSignal } from '../definitions/WorkflowContext.js';

/** The signals of an execution: told to who listens, and kept for the first who will. */
export class Signals {
  readonly #read: (payload: string | undefined) => unknown;
  readonly #holdsBack: () => boolean;
  /** What nobody has been told, in the order of the history. */
  #waiting: CarriedSignal[] = [];
  /** Whether some of that was held back from listeners. */
  #hasHeldBack = false;
  readonly #listeners = new Map<string | undefined, Set<Subscriber<ReceivedSignal>>>();

  /**
   * @param read - the value of a payload; it is asked for when somebody listens
   * @param holdsBack - whether no signal is to be told at the moment; asked only where one would be
   */
  constructor(read: (payload: string | undefined) => unknown, holdsBack: () => boolean = () => false) {
    this.#read = read;
    this.#holdsBack = holdsBack;
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

  /** What nobody has been told, in the order of the history. */
  get unheard(): readonly CarriedSignal[] {
    return this.#waiting;
  }

  /** Tells a signal to who listens. Returns whether anybody did; else it waits. */
  receive(signal: CarriedSignal): boolean {
    const listeners = this.#listenersOf(signal);
    if (listeners.length > 0 && !this.#isHeldBack()) {
      this.#tell(signal, listeners);
      return true;
    }
    this.#waiting.push(signal);
    return false;
  }

  /** Tells what was held back, if it is not to be any more. Returns whether anything was told. */
  release(): boolean {
    if (!this.#hasHeldBack) return false;
    this.#hasHeldBack = false;
    let isTold = false;
    for (let next = this.#nextHeard(); next >= 0 && !this.#isHeldBack(); next = this.#nextHeard()) {
      for (const signal of this.#waiting.splice(next, 1)) this.#tell(signal, this.#listenersOf(signal));
      isTold = true;
    }
    return isTold;
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
      if (at < 0 || this.#isHeldBack()) return;
      for (const signal of this.#waiting.splice(at, 1)) subscriber.next(this.#received(signal));
    }
  }

  #nextHeard(): number {
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

  #tell(signal: CarriedSignal, listeners: readonly Subscriber<ReceivedSignal>[]): void {
    const received = this.#received(signal);
    for (const subscriber of listeners) subscriber.next(received);
  }

  #received({ name, payload }: CarriedSignal): ReceivedSignal {
    return { name, input: this.#read(payload) };
  }
}
