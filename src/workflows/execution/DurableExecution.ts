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
  of,
} from 'rxjs';
import type { History } from '../../history/index.js';
import {
  type HistoryOptions,
  type StartOptions,
  type TerminateOptions,
  type WatchOptions,
  WorkflowExecution,
} from '../../models/index.js';
import { fromPayload } from '../../payloads/index.js';
import { WorkflowExecutionQuerySet } from '../../streams/querysets/WorkflowExecutionQuerySet.js';
import { type Stream, toStream } from '../../values/index.js';
import type { AnySignals, SignalArguments } from './AnySignals.js';
import { latestKnownRun, onOpenRun } from './openRun.js';
import { resultOf } from './resultOf.js';
import { type FollowOptions, findRun, type RunState, runState, runStates } from './runStates.js';

/**
 * An execution of a durable workflow: a `WorkflowExecution` with a typed result. All operations follow the
 * runs that continue it. Without a `runId`, it refers to the open run of its `workflowId`, otherwise to the
 * one started last.
 *
 * @typeParam O - the values that the workflow emits
 * @typeParam S - the inputs of the signals, by their names; `undefined` for a signal without input
 */
export class DurableExecution<O, S extends object = AnySignals> extends WorkflowExecution {
  #result$: Stream<O> | undefined;
  #progress$: Stream<unknown> | undefined;

  constructor(execution: WorkflowExecution) {
    super({ ...execution, input: execution.input });
  }

  /** The remote version of this run, like {@link WorkflowExecution.upstream}. */
  override upstream(): Observable<WorkflowExecution> {
    return this.runId === undefined
      ? defer(() => new WorkflowExecutionQuerySet(this.domain).get(this.workflowId))
      : super.upstream();
  }

  /** Emits the history of this run, like {@link WorkflowExecution.history}. */
  override history(options: HistoryOptions = {}): Observable<History> {
    return this.runId === undefined
      ? this.upstream().pipe(mergeMap(run => run.history(options)))
      : super.history(options);
  }

  /** @internal Finds the run if there is no run id. */
  protected override identified(options: WatchOptions): Observable<WorkflowExecution> {
    return this.runId === undefined ? findRun(this, options) : of(this);
  }

  /**
   * Signals the execution, like {@link WorkflowExecution.signal}: this run, or the current one if it was
   * continued. Errors with `DoesNotExistError` if the execution has ended.
   *
   * @throws `InvalidArgumentError` for a name or an input that SWF would reject
   */
  override signal<N extends keyof S & string>(
    signalName: N,
    ...[input]: SignalArguments<S[N]>
  ): Observable<void> {
    // Fails synchronously on arguments that SWF would reject.
    super.signal(signalName, input);
    return onOpenRun(this, run => run.signal(signalName, input));
  }

  /**
   * Requests cancellation of the execution, like {@link WorkflowExecution.requestCancel}: of this run, or of
   * the current one if it was continued.
   */
  override requestCancel(): Observable<void> {
    return onOpenRun(this, run => run.requestCancel());
  }

  /**
   * Closes the execution immediately, like {@link WorkflowExecution.terminate}: this run, or the current one
   * if it was continued.
   *
   * @throws `InvalidArgumentError` for an option that SWF would reject
   */
  override terminate(options: TerminateOptions = {}): Observable<void> {
    super.terminate(options);
    return onOpenRun(this, run => run.terminate(options));
  }

  /**
   * Starts a new run with the attributes of this one, like {@link WorkflowExecution.rerun}. Without a `runId`,
   * the run is the one started last.
   *
   * @throws `InvalidArgumentError` for an option that SWF would reject
   */
  override rerun(options: StartOptions = {}): Observable<DurableExecution<O, S>> {
    const again = super.rerun(options);
    const run$ = this.runId === undefined ? this.upstream().pipe(mergeMap(run => run.rerun(options))) : again;
    return run$.pipe(map(run => new DurableExecution<O, S>(run)));
  }

  /**
   * Emits the current run of the execution, once: the open one, or the last. `status`, `closeStatus` and
   * `hasEnded` describe its state. A run that was continued is never the last.
   */
  current(options: Pick<FollowOptions, 'scheduler' | 'backoff'> = {}): Observable<DurableExecution<O, S>> {
    const stateOf = (run: WorkflowExecution) => runState(run, options);
    return stateOf(this).pipe(
      expand(({ next }) => (next === undefined ? EMPTY : stateOf(next))),
      last(),
      map(({ execution }) => new DurableExecution<O, S>(execution)),
    );
  }

  /** {@link DurableExecution.result} with its defaults. */
  get result$(): Stream<O> {
    this.#result$ ??= this.result();
    return this.#result$;
  }

  /**
   * Waits for the end of the execution, emits its result (`undefined` if the workflow emitted nothing) and
   * completes. Errors with `ExecutionFailedError`, `ExecutionCanceledError`, `ExecutionTerminatedError` or
   * `ExecutionTimedOutError`, or with `DoesNotExistError` if the execution no longer exists. Shares
   * its calls with all other watches of the client: the last event of the history
   * (`GetWorkflowExecutionHistory`) or, with many executions, one listing for all
   * (`ListOpenWorkflowExecutions`).
   */
  result(options: FollowOptions = {}): Stream<O> {
    const states$ = this.#states(options, false);
    const latest = () => latestKnownRun(this);
    const result$ = defer(() => (latest() === this ? states$ : this.#states(options, false, latest()))).pipe(
      last(),
      // The result is the last value of the workflow, whose type its definition declares.
      map(({ end }) => resultOf(`${this}`, this.domain, end) as O),
    );
    return toStream(result$);
  }

  /** {@link DurableExecution.progress} with its defaults. */
  get progress$(): Stream<unknown> {
    this.#progress$ ??= this.progress();
    return this.#progress$;
  }

  /**
   * Emits the progress of the workflow: the values of its pipeline before the last one, or those passed to
   * `context.setContext`. Emits each value that differs from the previous one, and completes when the
   * execution has ended in any way. Polls, sharing its calls with all other watches, so short-lived values may
   * be missed. A busy `for await` gets the latest value.
   */
  progress(options: FollowOptions = {}): Stream<unknown> {
    const value$ = this.#states(options, true).pipe(
      map(({ execution }) => execution.latestExecutionContext),
      filter(context => context !== undefined),
      distinctUntilChanged(),
      map(context => fromPayload(this.domain.dataConverter, context)),
    );
    return toStream(value$, 1);
  }

  /**
   * Emits the runs of the execution from this one on, each when it has closed: one, plus one for each
   * continuation as new. Completes after the last. Polls, sharing its calls with all other watches.
   */
  runs(options: FollowOptions = {}): Stream<DurableExecution<O, S>> {
    const run$ = this.#states(options, true).pipe(
      filter(({ end }) => end !== undefined),
      map(({ execution }) => new DurableExecution<O, S>(execution)),
    );
    return toStream(run$);
  }

  #states(options: FollowOptions, wantsDetail: boolean, run: WorkflowExecution = this): Observable<RunState> {
    return runStates(run, options, wantsDetail).pipe(
      expand(({ next }) => (next === undefined ? EMPTY : runStates(next, options, wantsDetail))),
    );
  }
}
