import type { Observable, SchedulerLike } from 'rxjs';
import type { StartOptions } from '../../models/index.js';
import type { Logger } from '../../streams/index.js';
import type { AnyExecutionId, TypeId } from '../../values/index.js';
import type { Waitable } from '../saga/saga.js';
import type { ActivityDefinition, ActivityScheduling } from './activityType.js';
import type { ChildWorkflow } from './ChildWorkflow.js';
import type { QueryKey } from './queryKey.js';
import type { RetryPolicy } from './RetryPolicy.js';
import type { WorkflowContract } from './workflowType.js';

/** Options of one activity run. They override the activity's definition. */
export interface ActivityRunOptions<I = unknown> extends ActivityScheduling {
  /**
   * The activity's id in the history. It must not consist of digits only, and must be unique among the open
   * activities of the execution. @defaultValue a number
   */
  readonly activityId?: string;
  /** Retry policy of the activity. */
  readonly retry?: RetryPolicy<I>;
  /**
   * The effect of unsubscribing: `'cancel'` requests cancellation of the activity, `'abandon'` lets it run.
   * An abandoned activity is scheduled even if it was unsubscribed from in the decision that issued it.
   * @defaultValue 'cancel'
   */
  readonly onUnsubscribe?: 'cancel' | 'abandon';
}

/** Options of a child execution. They override the workflow's definition. */
export interface ChildWorkflowOptions extends Omit<StartOptions, 'input' | 'workflowId'> {
  /** @defaultValue this execution's id, followed by a part that is unique to this run */
  readonly workflowId?: string;
  /**
   * The effect of unsubscribing: `'cancel'` requests cancellation of the child, `'abandon'` lets it run. An
   * abandoned child is started even if it was unsubscribed from in the decision that issued it.
   * @defaultValue 'cancel'
   */
  readonly onUnsubscribe?: 'cancel' | 'abandon';
}

/**
 * Options of the next run. Omitted options are taken from this run; an omitted version is that of this run's
 * type.
 */
export interface ContinueAsNewOptions extends Omit<StartOptions, 'input' | 'workflowId'> {
  /** The workflow type version of the next run. @defaultValue this one */
  readonly workflowTypeVersion?: string;
}

/** A signal that the execution received. */
export interface ReceivedSignal<T = unknown> {
  readonly name: string;
  readonly input: T;
}

/** A request to cancel the execution. */
export interface CancelRequest {
  /** `CHILD_POLICY_APPLIED` if the request was caused by the end of the parent. */
  readonly cause: string | undefined;
}

/** Metadata of an execution, all of it taken from the history. */
export interface WorkflowInfo {
  readonly domain: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly workflowType: TypeId;
  readonly startTimestamp: Date;
  readonly taskList: string;
  readonly tagList: readonly string[];
  /** The run that this one continues. */
  readonly continuedExecutionRunId: string | undefined;
  readonly parent: { readonly workflowId: string; readonly runId: string } | undefined;
  /** The number of attempts at this decision, including the current one. */
  readonly attempt: number;
  /** The number of events in the history up to this decision. */
  readonly historyLength: number;
  /** Indicates whether the history is so long that the execution should be continued as a new one. */
  readonly continueAsNewSuggested: boolean;
}

/** Decides which version of changed code an execution runs. */
export interface VersionFunction {
  /** @param changeId - the name of the change; each change is decided separately */
  (changeId: string): boolean;
  /**
   * Replaces `version(changeId)` once the old code is deleted. It accepts the markers of executions that
   * started earlier, and records markers in new ones for workers that still call `version`. Delete it when no
   * execution that started before it was added is still open.
   *
   * @example
   * ```ts
   * import { activity, workflow } from 'rx-swf/workflows';
   *
   * const wrap = activity<string, void>({ name: 'Wrap', version: '1' });
   * const pack = activity<string, void>({ name: 'Pack', version: '1' });
   *
   * // Before the change: run(pack, item). With it, while executions of the old kind are open:
   * workflow({ name: 'Gift', version: '1' }, (item: string, { run, version }) =>
   *   version('gift-wrapping') ? run(wrap, item) : run(pack, item),
   * );
   * // When none of them is open any longer:
   * workflow({ name: 'Gift', version: '1' }, (item: string, { run, version }) => {
   *   version.retired('gift-wrapping');
   *   return run(wrap, item);
   * });
   * ```
   */
  retired(changeId: string): void;
}

/**
 * The interface between a workflow and everything outside of it. Its members can be destructured (`({ run,
 * signal }) => …`). The Observables that its methods return are cold: each subscription issues a new command
 * to SWF.
 */
export interface WorkflowContext {
  /**
   * Runs an activity (`ScheduleActivityTask`). Emits its result and completes, or errors with
   * `ActivityFailedError`, `ActivityTimedOutError`, `ActivityCanceledError` or, if SWF refuses to schedule
   * it, `ActivityNotScheduledError`. Unsubscribing requests its cancellation (`RequestCancelActivityTask`).
   */
  run<I, O>(activity: ActivityDefinition<I, O>, input: I, options?: ActivityRunOptions<I>): Waitable<O>;
  /** Runs an activity that takes no input. */
  run<O>(activity: ActivityDefinition<void, O>): Waitable<O>;

  /**
   * Runs a child execution (`StartChildWorkflowExecution`). Emits its result and completes, or errors with
   * `ChildFailedError`, `ChildTimedOutError`, `ChildCanceledError`, `ChildTerminatedError` or
   * `ChildNotStartedError`. Unsubscribing requests its cancellation
   * (`RequestCancelExternalWorkflowExecution`). Its `started$` emits its ids once it has started: `yield*
   * child(album, input).started$` starts a child and lets it run on its own.
   */
  child<I, O>(workflow: WorkflowContract<I, O>, input: I, options?: ChildWorkflowOptions): ChildWorkflow<O>;
  /** Runs a child execution of a workflow that takes no input. */
  child<O>(workflow: WorkflowContract<void, O>): ChildWorkflow<O>;

  /**
   * Calls a Lambda function (`ScheduleLambdaFunction`). Emits its result and completes, or errors with
   * `LambdaFailedError`, `LambdaTimedOutError` or `LambdaNotScheduledError`. A call cannot be canceled.
   *
   * @param options - `startToCloseTimeout` in seconds, from 1 to 900
   */
  lambda<O = unknown>(
    name: string,
    input?: unknown,
    options?: { readonly startToCloseTimeout?: number },
  ): Waitable<O>;

  /**
   * Emits the signals of a name, in the order of the history. Signals are queued until someone subscribes,
   * and each is delivered once: `signal('next').pipe(take(1))` takes one and leaves the others waiting. Never
   * completes.
   */
  signal<T = unknown>(name: string): Observable<T>;

  /**
   * Emits the signals of all names, in the order of the history. They are queued as in
   * {@link WorkflowContext.signal}.
   */
  readonly signals: Observable<ReceivedSignal>;

  /**
   * Emits when cancellation of the execution is requested, or at once if it already was. Subscribing replaces
   * the default cancellation, which unsubscribes from the pipeline, waits for what that cancels, and ends the
   * execution as canceled. Never completes.
   */
  readonly cancelRequested$: Observable<CancelRequest>;

  /**
   * Signals another execution (`SignalExternalWorkflowExecution`). Emits once the execution has received the
   * signal, or errors with `ExternalExecutionError`. Unsubscribing does not withdraw the signal.
   */
  signalExternal(execution: AnyExecutionId, signalName: string, input?: unknown): Waitable<void>;

  /**
   * Requests the cancellation of another execution (`RequestCancelExternalWorkflowExecution`). Emits once the
   * execution has received the request, or errors with `ExternalExecutionError`. Unsubscribing does not
   * withdraw the request.
   */
  cancelExternal(execution: AnyExecutionId): Waitable<void>;

  /** Records a marker (`RecordMarker`) for people and other programs. Emits immediately and completes. */
  marker(markerName: string, details?: unknown): Waitable<void>;

  /**
   * Emits the return value of `produce` and completes, or errors with `SideEffectFailedError` if it throws.
   * The function is called once, outside of the decision, so it sees the host's clock and random numbers.
   * Every replay uses the recorded result. Use it for quick, synchronous work. If the decision is lost, the
   * function is called again.
   *
   * @param name - identifies the value in a replay. Use one that describes the value, so that two side
   * effects swapped in the code are detected. A second side effect with the same name is a separate one.
   */
  sideEffect<T>(name: string, produce: () => T): Waitable<T>;
  /**
   * Emits the return value of `produce`, which a replay identifies by its position: two unnamed side effects
   * that are swapped in the code get each other's values.
   */
  sideEffect<T>(produce: () => T): Waitable<T>;

  /**
   * Closes this run and starts a new one with an empty history (`ContinueAsNewWorkflowExecution`). Never
   * emits; errors with `NotContinuedError` if SWF refuses. Unsubscribing before the run is closed withdraws
   * the continuation, and so does a cancel request. Open activities, timers and children are left behind.
   *
   * Undelivered signals are carried into the next run, in order, and are delivered there first. From this
   * call on, no more signals are delivered to this run, unless `input` is a function.
   *
   * @param input - the next run's input, or a function that returns it when the run is actually closed:
   * signals and results that arrive before that are still delivered to this run. A Promise or an Observable
   * instead of a value fails the decision; an error thrown by the function fails the execution.
   * @example
   * ```ts
   * import { workflow } from 'rx-swf/workflows';
   * import { ignoreElements, map, merge, switchMap, take, tap } from 'rxjs';
   *
   * export const ledger = workflow({ name: 'Ledger', version: '1' }, (list: number[], { signal, continueAsNew }) => {
   *   let all = list;
   *   return merge(
   *     signal<number>('add').pipe(tap(n => (all = [...all, n])), ignoreElements()),
   *     signal('flush').pipe(switchMap(() => continueAsNew(() => all))),
   *     signal('end').pipe(map(() => all)),
   *   ).pipe(take(1));
   * });
   * ```
   */
  continueAsNew(input?: unknown, options?: ContinueAsNewOptions): Waitable<never>;

  /**
   * Returns whether this execution runs code that was changed while it was open: `true` from the first call
   * by new code on, `false` if this part of the history was produced by older code. Records a marker for
   * `true`. Code that does not call it where the marker was recorded fails the decision with
   * `NonDeterminismError`; see {@link VersionFunction.retired}.
   */
  readonly version: VersionFunction;

  /**
   * A scheduler backed by SWF timers. All RxJS operators that take a scheduler wait durably on it. Delays are
   * rounded up to whole seconds.
   */
  readonly scheduler: SchedulerLike;

  /** Returns the time of the event that is being delivered, in milliseconds since the epoch. */
  now(): number;

  /**
   * Returns a number in [0, 1) that is the same in every replay of this run.
   *
   * @param name - the purpose of the number: the same name always returns the same number, whatever else is
   * called. Without a name, it is the next number of a sequence that `random()`, `uuid()` and `Math.random()`
   * share: one more call in the code of a running execution changes all numbers that follow.
   */
  random(name?: string): number;

  /**
   * Returns a UUID that is the same in every replay of this run.
   *
   * @param name - the purpose of the UUID: the same name always returns the same UUID, whatever else is
   * called. Without a name, it is generated from the sequence of {@link WorkflowContext.random}.
   */
  uuid(name?: string): string;

  /**
   * Sets the execution context (`DescribeWorkflowExecution`). From then on, it replaces the last value that
   * the pipeline emitted.
   */
  setContext(value: unknown): void;

  /** Exposes a value of this execution to `query`. */
  expose<T>(key: QueryKey<T>, read: () => T): void;

  /** The worker's logger, silent while replaying. */
  readonly log: Required<Logger>;

  /** Metadata of this execution at this moment. */
  readonly info: WorkflowInfo;
}

/** The context of a workflow that implements a contract: it receives the signals that the contract declares. */
export interface ContractContext<S extends object> extends Omit<WorkflowContext, 'signal'> {
  /** Emits the signals of a name, like {@link WorkflowContext.signal}. */
  signal<N extends keyof S & string>(name: N): Observable<S[N]>;
}
