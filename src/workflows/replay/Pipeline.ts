import { type Observable, ReplaySubject, type Subscription } from 'rxjs';
import type { ContinueAsNewWorkflowExecutionOptions } from '../../models/index.js';
import type { CancelRequest } from '../context/WorkflowContext.js';
import { type Outcome, outcomeOf } from './Outcome.js';

/** What watches a pipeline. */
interface Watch {
  /** Notes what reaches the end of the pipeline outside of a turn, which has no effect but on the next decision. */
  readonly allows: (what: string) => boolean;
  readonly emitted: (value: unknown) => void;
}

/** The pipeline of a run: what it has emitted, and how it ended. */
export class Pipeline {
  readonly #cancelRequests$ = new ReplaySubject<CancelRequest>(1);
  readonly #watch: Watch;
  #subscription: Subscription | undefined;
  #outcome: Outcome | undefined;
  #latest: unknown;
  #refused: ((cause: string | undefined) => void) | undefined;

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  /** Requests that the execution cancel itself. */
  readonly cancelRequested$: Observable<CancelRequest> = this.#cancelRequests$.asObservable();

  get latest(): unknown {
    return this.#latest;
  }

  get outcome(): Outcome | undefined {
    return this.#outcome;
  }

  /** Whether somebody waits for a request that the execution cancel itself. */
  get awaitsCancel(): boolean {
    return this.#cancelRequests$.observed;
  }

  begin(pipeline$: Observable<unknown>): void {
    this.#subscription = pipeline$.subscribe({
      next: value => {
        if (!this.#watch.allows('a value of the pipeline')) return;
        this.#latest = value;
        this.#watch.emitted(value);
      },
      error: (error: unknown) => {
        if (!this.#watch.allows('an error of the pipeline')) return;
        this.end(outcomeOf(error));
      },
      complete: () => {
        if (!this.#watch.allows('the end of the pipeline')) return;
        this.end({ kind: 'completed', result: this.#latest });
      },
    });
  }

  /** The first end counts. */
  end(outcome: Outcome): void {
    this.#outcome ??= outcome;
  }

  /** Fails, whatever the end was to be: the first error counts. */
  fail(error: unknown): void {
    if (this.#outcome?.kind !== 'failed') this.#outcome = outcomeOf(error);
  }

  /** Goes on with a new run at the end of this turn. Told if SWF will not have it. */
  continue(
    options: ContinueAsNewWorkflowExecutionOptions,
    refused: (cause: string | undefined) => void,
  ): void {
    this.#refused = refused;
    this.end({ kind: 'continued', options });
  }

  /** Goes on, unless something else has ended it meanwhile. */
  notContinued(cause: string | undefined): void {
    if (this.#outcome?.kind === 'continued') this.#outcome = undefined;
    this.#refused?.(cause);
  }

  requestCancel(request: CancelRequest): void {
    const isHandled = this.awaitsCancel;
    this.#cancelRequests$.next(request);
    if (isHandled || this.#outcome !== undefined) return;
    this.end({ kind: 'canceled', isPatient: true });
    try {
      this.#subscription?.unsubscribe();
    } catch (error) {
      this.fail(error);
    }
  }
}
