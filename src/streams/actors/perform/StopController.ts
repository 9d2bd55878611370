import { type Observable, of, Subject } from 'rxjs';
import type { TaskAnswer } from '../tasks/TaskEvent.js';

/** Reason for a handler to stop: the decider requested it, or the task was settled elsewhere. */
export type StopReason = 'cancel requested' | TaskAnswer;

/** Stops a handler early: keeps the reason, and aborts the signal that the handler receives. */
export class StopController {
  #stop$: Subject<StopReason> | undefined;
  #aborter: AbortController | undefined;
  #aborted: DOMException | undefined;
  #reason: StopReason | undefined;

  /** The reason to stop, if there is one. */
  get reason(): StopReason | undefined {
    return this.#reason;
  }

  /** Emits the reason once there is one. */
  get stop$(): Observable<StopReason> {
    if (this.#reason !== undefined) return of(this.#reason);
    this.#stop$ ??= new Subject();
    return this.#stop$;
  }

  /** The signal, created on first access: most handlers finish without being stopped. */
  get signal(): AbortSignal {
    if (this.#aborter === undefined) {
      this.#aborter = new AbortController();
      if (this.#aborted !== undefined) this.#aborter.abort(this.#aborted);
    }
    return this.#aborter.signal;
  }

  stop(reason: StopReason): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.abort(`The task was stopped: ${reason}`);
    this.#stop$?.next(reason);
  }

  abort(message: string): void {
    this.#aborted ??= new DOMException(message, 'AbortError');
    this.#aborter?.abort(this.#aborted);
  }
}
