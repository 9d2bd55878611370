import {
  defer,
  distinctUntilChanged,
  EMPTY,
  expand,
  filter,
  last,
  map,
  mergeMap,
  type Observable,
  take,
} from 'rxjs';
import type { History } from '../../history/index.js';
import { type HistoryOptions, type TerminateOptions, WorkflowExecution } from '../../models/index.js';
import { fromPayload } from '../../payloads/index.js';
import { WorkflowExecutionQuerySet } from '../../streams/index.js';
import { type Followed, type FollowOptions, follow } from './follow.js';
import { latestKnown, reach } from './reach.js';
import { resultOf } from './resultOf.js';

/**
 * An execution of a durable workflow: a `WorkflowExecution` that knows what its result is. All that is done to it goes
 * on with the runs that continue it. Without a `runId` it is the open run of its `workflowId`, else the one that was
 * started last.
 *
 * @typeParam O - what the workflow emits
 */
export class DurableExecution<O> extends WorkflowExecution {
  #result$: Observable<O> | undefined;
  #progress$: Observable<unknown> | undefined;

  constructor(execution: WorkflowExecution) {
    super({ ...execution, input: execution.input });
  }

  /** The remote version of this run, as {@link WorkflowExecution.upstream}. */
  override upstream(): Observable<WorkflowExecution> {
    return this.runId === undefined
      ? defer(() => new WorkflowExecutionQuerySet(this.domain).get(this.workflowId))
      : super.upstream();
  }

  /** The history of this run, as {@link WorkflowExecution.history}. */
  override history(options: HistoryOptions = {}): Observable<History> {
    return this.runId === undefined
      ? this.upstream().pipe(mergeMap(run => run.history(options)))
      : super.history(options);
  }

  /**
   * Signals the execution, as {@link WorkflowExecution.signal}: this run, or the one that continues it by now. Errors
   * with `DoesNotExistError` when the execution has ended.
   *
   * @throws `InvalidArgumentError` for a name or an input that SWF would refuse
   */
  override signal(signalName: string, input?: unknown): Observable<void> {
    // What SWF would refuse is refused at once.
    super.signal(signalName, input);
    return reach(this, run => run.signal(signalName, input));
  }

  /** Asks the execution to cancel itself, as {@link WorkflowExecution.requestCancel}: this run, or the one that continues it by now. */
  override requestCancel(): Observable<void> {
    return reach(this, run => run.requestCancel());
  }

  /**
   * Closes the execution at once, as {@link WorkflowExecution.terminate}: this run, or the one that continues it by now.
   *
   * @throws `InvalidArgumentError` for an option that SWF would refuse
   */
  override terminate(options: TerminateOptions = {}): Observable<void> {
    super.terminate(options);
    return reach(this, run => run.terminate(options));
  }

  /**
   * The run that the execution has now: the open one, or the last. Emits once; `status`, `closeStatus` and `hasEnded`
   * say how it stands. A run that has been continued is never the last.
   */
  current(options: Pick<FollowOptions, 'scheduler' | 'backoff'> = {}): Observable<DurableExecution<O>> {
    const look = (run: WorkflowExecution) => follow(run, options).pipe(take(1));
    return look(this).pipe(
      expand(({ next }) => (next === undefined ? EMPTY : look(next))),
      last(),
      map(({ execution }) => new DurableExecution<O>(execution)),
    );
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
    const followed$ = this.#followed(options);
    const latest = () => latestKnown(this);
    return defer(() => (latest() === this ? followed$ : this.#followed(options, latest()))).pipe(
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

  #followed(options: FollowOptions, run: WorkflowExecution = this): Observable<Followed> {
    return follow(run, options).pipe(
      expand(({ next }) => (next === undefined ? EMPTY : follow(next, options))),
    );
  }
}
