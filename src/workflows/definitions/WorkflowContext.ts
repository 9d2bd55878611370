import type { Observable, SchedulerLike } from 'rxjs';
import type { StartOptions } from '../../models/index.js';
import type { Logger } from '../../streams/index.js';
import type { AnyExecutionId, TypeId } from '../../values/index.js';
import type { Waitable } from '../saga/saga.js';
import type { ActivityDefinition, ActivityScheduling } from './activity.js';
import type { Child } from './Child.js';
import type { Exposed } from './exposed.js';
import type { RetryPolicy } from './RetryPolicy.js';
import type { WorkflowDefinition } from './workflow.js';

/** How one activity is run, in place of what its definition says. */
export interface RunOptions<I = unknown> extends ActivityScheduling {
  /** Its id in the history, not of digits only; no open activity of the execution may have it. @defaultValue a number */
  readonly activityId?: string;
  /** When it is tried again. */
  readonly retry?: RetryPolicy<I>;
  /**
   * What unsubscribing does to an activity: asks it to cancel, or leaves it alone, which schedules it even if it was left
   * in the decision that asked for it. @defaultValue 'cancel'
   */
  readonly onUnsubscribe?: 'cancel' | 'abandon';
}

/** How a child execution is started, in place of what its definition says. */
export interface ChildOptions extends Omit<StartOptions, 'input' | 'workflowId'> {
  /** @defaultValue this execution's id, and a part that no other run has */
  readonly workflowId?: string;
  /**
   * What unsubscribing does to a child: asks it to cancel, or leaves it alone, which starts it even if it was left in the
   * decision that asked for it. @defaultValue 'cancel'
   */
  readonly onUnsubscribe?: 'cancel' | 'abandon';
}

/** How the execution is continued. What is left out comes from this run, or for the version from its type. */
export interface ContinueOptions extends Omit<StartOptions, 'input' | 'workflowId'> {
  /** The version of the workflow type that the next run has. @defaultValue this one */
  readonly workflowTypeVersion?: string;
}

/** A signal that the execution got. */
export interface ReceivedSignal<T = unknown> {
  readonly name: string;
  readonly input: T;
}

/** A request that the execution cancel itself. */
export interface CancelRequest {
  /** `CHILD_POLICY_APPLIED` where the end of the parent is the reason. */
  readonly cause: string | undefined;
}

/** What an execution knows of itself: all of it is in its history. */
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
  /** How often this decision has been tried, this time included. */
  readonly attempt: number;
  /** The events of the history up to this decision. */
  readonly historyLength: number;
  /** Whether the history is so long that the execution should be continued as a new one. */
  readonly continueAsNewSuggested: boolean;
}

/** Tells which code an execution is to run. */
export interface Version {
  /** @param changeId - the name of the change; each has its own answer */
  (changeId: string): boolean;
  /**
   * Takes the place of `version(changeId)` when the old code is deleted. It accepts the markers of executions that were
   * begun before, and marks new ones for workers that still ask. Delete it when no execution is left that was begun
   * before it was there.
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
 * What a workflow has in place of the world. Its members may be taken out of it (`({ run, signal }) => …`).
 * Whatever waits is an Observable that is cold: each subscription asks SWF for it once more.
 */
export interface WorkflowContext {
  /**
   * Runs an activity (`ScheduleActivityTask`). Emits its result and completes, or errors with
   * `ActivityFailedError`, `ActivityTimedOutError`, `ActivityCanceledError` or, where SWF will not schedule it,
   * `ActivityNotScheduledError`. Unsubscribing asks it to cancel (`RequestCancelActivityTask`).
   */
  run<I, O>(activity: ActivityDefinition<I, O>, input: I, options?: RunOptions<I>): Waitable<O>;
  /** Runs an activity that takes no input. */
  run<O>(activity: ActivityDefinition<void, O>): Waitable<O>;

  /**
   * Runs a child execution (`StartChildWorkflowExecution`). Emits its result and completes, or errors with
   * `ChildFailedError`, `ChildTimedOutError`, `ChildCanceledError`, `ChildTerminatedError` or
   * `ChildNotStartedError`. Unsubscribing asks it to cancel (`RequestCancelExternalWorkflowExecution`). Its `started$`
   * emits its ids once it has started: `yield* child(album, input).started$` starts one and leaves it alone.
   */
  child<I, O>(workflow: WorkflowDefinition<I, O>, input: I, options?: ChildOptions): Child<O>;
  /** Runs a child execution of a workflow that takes no input. */
  child<O>(workflow: WorkflowDefinition<void, O>): Child<O>;

  /**
   * Calls a Lambda function (`ScheduleLambdaFunction`). Emits its result and completes, or errors with
   * `LambdaFailedError`, `LambdaTimedOutError` or `LambdaNotScheduledError`. It cannot be canceled.
   *
   * @param options - `startToCloseTimeout` in seconds, from 1 to 900
   */
  lambda<O = unknown>(
    name: string,
    input?: unknown,
    options?: { readonly startToCloseTimeout?: number },
  ): Waitable<O>;

  /**
   * The signals of a name, in the order of the history. Those that came while nobody listened wait for the first
   * who does, and each is told once: `signal('next').pipe(take(1))` takes one and leaves the others waiting. Never
   * completes.
   */
  signal<T = unknown>(name: string): Observable<T>;

  /** The signals of every name, in the order of the history; what waits is told as by {@link WorkflowContext.signal}. */
  readonly signals: Observable<ReceivedSignal>;

  /**
   * Emits when somebody asks the execution to cancel itself, or at once if somebody has. Who listens to it decides
   * what to do. If nobody does, the pipeline is unsubscribed from, what that cancels is waited for, and the
   * execution ends as canceled. Never completes.
   */
  readonly cancelRequested$: Observable<CancelRequest>;

  /**
   * Signals another execution (`SignalExternalWorkflowExecution`). Emits once it has the signal, or errors with
   * `ExternalExecutionError`. Unsubscribing does not take it back.
   */
  signalExternal(execution: AnyExecutionId, signalName: string, input?: unknown): Waitable<void>;

  /**
   * Asks another execution to cancel itself (`RequestCancelExternalWorkflowExecution`). Emits once it has the request,
   * or errors with `ExternalExecutionError`. Unsubscribing does not take it back.
   */
  cancelExternal(execution: AnyExecutionId): Waitable<void>;

  /** Records a marker (`RecordMarker`), for people and other programs to read. Emits at once, and completes. */
  marker(markerName: string, details?: unknown): Waitable<void>;

  /**
   * Emits what a function returns, and completes, or errors with `SideEffectFailedError` if it throws. It is called
   * once, outside of the decision: chance and time are the host's there. Every replay has what was recorded then. For
   * what is quick and needs no waiting. If the decision is lost, it is called again.
   *
   * @param name - by which its value is found again: give one that says what the value is of, so that two that change
   *   places in the code are found out. The second one of a name is another.
   */
  sideEffect<T>(name: string, produce: () => T): Waitable<T>;
  /** One without a name is found again by its place: two that change places in the code have each other's values. */
  sideEffect<T>(produce: () => T): Waitable<T>;

  /**
   * Closes this run and goes on with a new one, whose history is empty (`ContinueAsNewWorkflowExecution`). Never
   * emits; errors with `NotContinuedError` where SWF will not. Unsubscribing before the run is left takes it back, and
   * so does a cancel request. Activities, timers and children under way are left behind.
   *
   * Signals that nobody has been told go on to the next run, in order and as if they had come first there. From here on
   * that is all of them, unless `input` is a function.
   *
   * @param input - the next run's input, or a function that makes it when the run is really left: signals and results
   *   that come until then are told to this run. A Promise or an Observable in its place fails the decision; what the
   *   function throws fails the execution.
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
  continueAsNew(input?: unknown, options?: ContinueOptions): Waitable<never>;

  /**
   * Whether this execution is to run code that was changed under it: `true` from the first time that it is asked
   * for by new code, `false` where the history was made by older code. Records a marker. Code that does not ask where
   * the marker was recorded fails the decision with `NonDeterminismError`: see {@link Version.retired}.
   */
  readonly version: Version;

  /**
   * A scheduler whose time is SWF's: all of RxJS's operators that take a scheduler wait durably on it. Delays are
   * rounded up to whole seconds.
   */
  readonly scheduler: SchedulerLike;

  /** The time of the event that is being told, in milliseconds since the epoch. */
  now(): number;

  /**
   * A number in [0, 1), the same in every replay of this run.
   *
   * @param name - what it is for: the same name has the same number each time, whatever else is asked for. Without one it
   *   is the next number of a sequence, which `random()`, `uuid()` and `Math.random()` share: one more of them in the code
   *   of a running execution changes all that follow.
   */
  random(name?: string): number;

  /**
   * A UUID, the same in every replay of this run.
   *
   * @param name - what it is for: the same name has the same UUID each time, whatever else is asked for. Without one it
   *   follows from the sequence of {@link WorkflowContext.random}.
   */
  uuid(name?: string): string;

  /** Shows a value as the execution's context (`DescribeWorkflowExecution`), from then on in place of the pipeline's latest. */
  setContext(value: unknown): void;

  /** Lets `query` read a value of this execution. */
  expose<T>(key: Exposed<T>, read: () => T): void;

  /** Writes to the worker's logger, but not while replaying. */
  readonly log: Required<Logger>;

  /** What this execution knows of itself, at this moment. */
  readonly info: WorkflowInfo;
}
