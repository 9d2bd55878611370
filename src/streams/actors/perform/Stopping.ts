import { type Observable, Subject } from 'rxjs';
import type { Answer } from '../tasks/TaskEvent.js';

/** Why a handler has to stop: the decider asked for it, or the task was settled by somebody else. */
export type Stop = 'cancel requested' | Answer;

/** The end of a handler's work before it is done: why, and the signal that tells the handler. */
export class Stopping {
  readonly #stop$ = new Subject<Stop>();
  #aborter: AbortController | undefined;
  #aborted: DOMException | undefined;
  #reason: Stop | undefined;

  /** Why it has to stop, if it has to. */
  get reason(): Stop | undefined {
    return this.#reason;
  }

  /** Emits the reason, when there is one. */
  get stop$(): Observable<Stop> {
    return this.#stop$;
  }

  /** Made when it is first asked for: most handlers are done before anybody wants them to stop. */
  get signal(): AbortSignal {
    if (this.#aborter === undefined) {
      this.#aborter = new AbortController();
      if (this.#aborted !== undefined) this.#aborter.abort(this.#aborted);
    }
    return this.#aborter.signal;
  }

  stop(reason: Stop): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.abort(`The task is to stop: ${reason}`);
    this.#stop$.next(reason);
  }

  abort(message: string): void {
    this.#aborted ??= new DOMException(message, 'AbortError');
    this.#aborter?.abort(this.#aborted);
  }
}
