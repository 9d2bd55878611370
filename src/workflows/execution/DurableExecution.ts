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
import type { RedrivePlan } from '../redrive/RedrivePlan.js';
import type { AnySignals, SignalArguments } from './AnySignals.js';
import { latestKnownRun, onOpenRun } from './openRun.js';
import {
  checkPlan,
  checkRedrive,
  prepareRedrive,
  type RedriveOptions,
  type RedrivePlanOptions,
  startRedrive,
} from './redriveExecution.js';
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
   * Emits what {@link DurableExecution.redrive} would take over and what it would do again, and starts nothing. The
   * plan is made from the history alone.
   *
   * @throws `InvalidArgumentError` for an option that is not valid
   * @example
   * ```ts
   * import { DurableExecution } from 'rx-swf/contracts';
   *
   * export const show = (order: DurableExecution<unknown>) =>
   *   order.redrivePlan().subscribe(plan => console.log(`${plan}`));
   * ```
   */
  redrivePlan(options: RedrivePlanOptions = {}): Observable<RedrivePlan> {
    checkPlan(options);
    return prepareRedrive(this.current(), options).pipe(map(({ plan }) => plan));
  }

  /**
   * Starts a new run of an execution that has failed, timed out, or was terminated or canceled. It takes over what
   * is done: completed activities, children and Lambda calls, elapsed timers, side effects and signals, with their
   * recorded outcomes. What failed, or was open, is done again. Emits the new run, which has the workflow id, type,
   * input, tags, task list, priority, timeouts, child policy and Lambda role of the earlier one.
   *
   * The worker reads the earlier run at the first decision and records what it takes over. From then on, the new run
   * doesn't need it any longer. If the workflow's code doesn't issue the commands of the earlier run, with their
   * types and inputs, the decision fails with a `RedriveMismatchError` that names the first that differs.
   *
   * Errors with `NotRedrivableError` if the execution is open or has completed, if a later run has the workflow id, or
   * if its decider is not a durable workflow; with `AlreadyExistsError` if an execution with that workflow id is open;
   * and with `DoesNotExistError` if the earlier run is no longer retained.
   *
   * @throws `InvalidArgumentError` for an option that is not valid
   * @example
   * ```ts
   * import { switchMap } from 'rxjs';
   * import { workflowType } from 'rx-swf/contracts';
   *
   * const order = workflowType<string, string>({ name: 'Order', version: '1' });
   *
   * order
   *   .execution('shop', { workflowId: 'order-7' })
   *   .redrive({ from: 'Charge#7' })
   *   .pipe(switchMap(run => run.result$))
   *   .subscribe();
   * ```
   */
  redrive(options: RedriveOptions = {}): Observable<DurableExecution<O, S>> {
    checkRedrive(options);
    return prepareRedrive(this.current(), options).pipe(
      mergeMap(prepared => startRedrive(prepared, options)),
      map(run => new DurableExecution<O, S>(run)),
    );
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
