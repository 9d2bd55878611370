import { type Observable, ReplaySubject, type Subscription } from 'rxjs';
import { type Outcome, outcomeOf } from '../commands/Outcome.js';
import type { CancelRequest } from '../definitions/WorkflowContext.js';
import { Amendments } from './Amendments.js';
import { type Continuation, Continuations } from './Continuations.js';

/** What watches a pipeline. */
interface Watch {
  /** Notes what reaches the end of the pipeline outside of a turn, which has no effect but on the next decision. */
  readonly allows: (what: string) => boolean;
  readonly emitted: (value: unknown) => void;
}

/**
 * The pipeline of a run: what it has emitted, and how it ended. A continuation is an end only as long as the pipeline
 * waits for it: its own end, or a cancel request, takes the place of that.
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

  /** Requests that the execution cancel itself. */
  readonly cancelRequested$: Observable<CancelRequest> = this.#cancelRequests$.asObservable();

  get latest(): unknown {
    return this.#latest;
  }

  get outcome(): Outcome | undefined {
    const { current } = this.#continuations;
    if (this.#end !== undefined || current === undefined) return this.#end;
    return { kind: 'continued', options: current.options, isPatient: this.#isPatient };
  }

  /** Whether the run is left with an input that is made already. */
  get isLeaving(): boolean {
    return this.#end === undefined && this.#continuations.current?.isFixed === true;
  }

  /** Whether somebody waits for a request that the execution cancel itself. */
  get awaitsCancel(): boolean {
    return this.#cancelRequests$.observed;
  }

  /** Whether the execution has been asked to cancel itself. */
  get isCancelRequested(): boolean {
    return this.#isCancelRequested;
  }

  /** A request that came when the run was about to be continued: if it still is, the next run has to know. */
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

  /** The first end counts, but for a continuation, which is none yet. */
  end(outcome: Outcome): void {
    if (this.#end !== undefined) return;
    if (this.#continuations.current === undefined || this.amendments.allow()) this.#end = outcome;
  }

  /** Fails, whatever the end was to be: the first error counts. */
  fail(error: unknown): void {
    if (this.#end?.kind !== 'failed') this.#end = outcomeOf(error);
  }

  /** Goes on with a new run at the end of this turn. Returns how to take that back. */
  continue(continuation: Continuation): () => void {
    if (this.#end !== undefined) return () => {};
    // Whoever has been told of a cancel request may have begun to clean up.
    if (this.#isCancelRequested && this.amendments.allow()) this.#isPatient = true;
    if (this.#continuations.current === undefined) this.#unanswered = undefined;
    return this.#continuations.add(continuation);
  }

  /** SWF will not have the run continued: it goes on. */
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

  /** A cancel request wins over a continuation, unless those who listen to it let that happen. */
  #amend(request: CancelRequest, isHandled: boolean): void {
    if (isHandled) {
      this.#isPatient = true;
      this.#unanswered = request;
    } else this.#continuations.clear();
  }
}
