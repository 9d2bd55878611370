import { distinctUntilChanged, EMPTY, expand, filter, last, map, type Observable } from 'rxjs';
import { fromPayload, WorkflowExecution } from '../../models/index.js';
import { type Followed, type FollowOptions, follow } from './follow.js';
import { resultOf } from './resultOf.js';

/**
 * An execution of a durable workflow: a `WorkflowExecution` that knows what its result is. What follows it goes on
 * with the runs that continue it.
 *
 * @typeParam O - what the workflow emits
 */
export class DurableExecution<O> extends WorkflowExecution {
  #result$: Observable<O> | undefined;
  #progress$: Observable<unknown> | undefined;

  constructor(execution: WorkflowExecution) {
    super({ ...execution, input: execution.input });
  }

  /** {@link DurableExecution.result} with its defaults. */
  get result$(): Observable<O> {
    this.#result$ ??= this.result();
    return this.#result$;
  }

  /**
   * Waits for the end of the execution: emits its result, `undefined` where the workflow emitted nothing, and
   * completes. Errors with `ExecutionFailedError`, `ExecutionCanceledError`, `ExecutionTerminatedError` or
   * `ExecutionTimedOutError`, and where the execution is gone with `DoesNotExistError`. Polls
   * (`DescribeWorkflowExecution`).
   */
  result(options: FollowOptions = {}): Observable<O> {
    return this.#followed(options).pipe(
      last(),
      // The result is what the workflow emitted last: its definition says what that is.
      map(({ end }) => resultOf(`${this}`, this.domain, end) as O),
    );
  }

  /** {@link DurableExecution.progress} with its defaults. */
  get progress$(): Observable<unknown> {
    this.#progress$ ??= this.progress();
    return this.#progress$;
  }

  /**
   * What the workflow shows of itself: what its pipeline emitted before its last value, or what it gave to
   * `context.setContext`. Emits each value that is seen to be another one, and completes when the execution has
   * ended, however. Polls (`DescribeWorkflowExecution`): values that stand for a shorter time are missed.
   */
  progress(options: FollowOptions = {}): Observable<unknown> {
    return this.#followed(options).pipe(
      map(({ execution }) => execution.latestExecutionContext),
      filter(context => context !== undefined),
      distinctUntilChanged(),
      map(context => fromPayload(this.domain.dataConverter, context)),
    );
  }

  /**
   * The runs of the execution from this one on, each when it has closed: one, and one more for each time that it has
   * continued as a new one. Completes after the last. Polls (`DescribeWorkflowExecution`).
   */
  runs(options: FollowOptions = {}): Observable<DurableExecution<O>> {
    return this.#followed(options).pipe(
      filter(({ end }) => end !== undefined),
      map(({ execution }) => new DurableExecution<O>(execution)),
    );
  }

  #followed(options: FollowOptions): Observable<Followed> {
    return follow(this, options).pipe(
      expand(({ next }) => (next === undefined ? EMPTY : follow(next, options))),
    );
  }
}
