import { type Observable, ReplaySubject, type Subscription } from 'rxjs';
import { type Outcome, outcomeOf } from '../commands/Outcome.js';
import type { CancelRequest } from '../definitions/WorkflowContext.js';
import { Amendments } from './Amendments.js';
import { type Continuation, Continuations } from './Continuations.js';

/** Observer of a pipeline. */
interface Watch {
  /** Records output of the pipeline outside of a turn, which only affects the next decision. */
  readonly allows: (what: string) => boolean;
  readonly emitted: (value: unknown) => void;
}

/**
 * The pipeline of a run: its values and its outcome. A continuation is an outcome only as long as the
 * pipeline waits for it: the pipeline's own end, or a cancel request, replaces it.
 */
export class Pipeline {
  readonly amendments = new Amendments();
  readonly #continuations = new Continuations(this.amendments);
  readonly #cancelRequests$ = new ReplaySubject<CancelRequest>(1);
  readonly #watch: Watch;
  #subscription: Subscription | undefined;
  #end: Outcome | undefined;
  #latest: unknown;
  #isPatient = false;
  #isCancelRequested = false;
  #unanswered: CancelRequest | undefined;

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  /** Requests to cancel the execution. */
  readonly cancelRequested$: Observable<CancelRequest> = this.#cancelRequests$.asObservable();

  get latest(): unknown {
    return this.#latest;
  }

  get outcome(): Outcome | undefined {
    const { current } = this.#continuations;
    if (this.#end !== undefined || current === undefined) return this.#end;
    return { kind: 'continued', options: current.options, isPatient: this.#isPatient };
  }

  /** Indicates whether the run is being continued with an input that is already fixed. */
  get isLeaving(): boolean {
    return this.#end === undefined && this.#continuations.current?.isFixed === true;
  }

  /** Indicates whether cancel requests have a subscriber. */
  get awaitsCancel(): boolean {
    return this.#cancelRequests$.observed;
  }

  /** Indicates whether cancellation of the execution was requested. */
  get isCancelRequested(): boolean {
    return this.#isCancelRequested;
  }

  /**
   * A cancel request that came while the run was about to be continued: if it still is, the request is
   * carried into the next run.
   */
  get unanswered(): CancelRequest | undefined {
    return this.#unanswered;
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

  /** The first end counts. A continuation is not final yet. */
  end(outcome: Outcome): void {
    if (this.#end !== undefined) return;
    if (this.#continuations.current === undefined || this.amendments.allow()) this.#end = outcome;
  }

  /** Fails the run, overriding any other end. The first error counts. */
  fail(error: unknown): void {
    if (this.#end?.kind !== 'failed') this.#end = outcomeOf(error);
  }

  /** Continues as a new run at the end of this turn. Returns a function that withdraws this. */
  continue(continuation: Continuation): () => void {
    if (this.#end !== undefined) return () => {};
    // A subscriber that received a cancel request may have started to clean up.
    if (this.#isCancelRequested && this.amendments.allow()) this.#isPatient = true;
    if (this.#continuations.current === undefined) this.#unanswered = undefined;
    return this.#continuations.add(continuation);
  }

  /** SWF refused the continuation, so the run proceeds. */
  notContinued(cause: string | undefined): void {
    this.#isPatient = false;
    for (const { refused } of this.#continuations.clear()) refused(cause);
  }

  requestCancel(request: CancelRequest): void {
    const isHandled = this.awaitsCancel;
    this.#isCancelRequested = true;
    if (this.outcome?.kind === 'continued' && this.amendments.allow()) this.#amend(request, isHandled);
    this.#cancelRequests$.next(request);
    if (isHandled || this.outcome !== undefined) return;
    this.end({ kind: 'canceled', isPatient: true });
    try {
      this.#subscription?.unsubscribe();
    } catch (error) {
      this.fail(error);
    }
  }

  /** A cancel request takes precedence over a continuation, unless its subscribers allow the continuation. */
  #amend(request: CancelRequest, isHandled: boolean): void {
    if (isHandled) {
      this.#isPatient = true;
      this.#unanswered = request;
    } else this.#continuations.clear();
  }
}
