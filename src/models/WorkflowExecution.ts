import {
  type ChildPolicy,
  type CloseStatus,
  DescribeWorkflowExecutionCommand,
  type ExecutionStatus,
  RequestCancelWorkflowExecutionCommand,
  SignalWorkflowExecutionCommand,
  type SWFClient,
  TerminateWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { defer, map, type Observable } from 'rxjs';
import type { History } from '../history/index.js';
import { fromPayload, toPayload } from '../payloads/index.js';
import { type PacedOperation, request } from '../requests/index.js';
import {
  checkText,
  type Duration,
  type ExecutionId,
  limits,
  omitUndefined,
  originOf,
  type TypeId,
  toExecutionId,
  typeId,
} from '../values/index.js';
import { type Domain, toDomain } from './Domain.js';
import { executionConfiguration } from './ExecutionConfiguration.js';
import { executionComparison } from './executionComparison.js';
import { FollowedExecution } from './FollowedExecution.js';
import { fetchHistory, type HistoryOptions } from './fetchHistory.js';
import type { Comparison, Remote } from './Model.js';
import { rerun } from './rerun.js';
import type { StartOptions } from './StartOptions.js';
import {
  checkExecution,
  checkTermination,
  type OpenCounts,
  optionsFromDescription,
  optionsFromInfo,
  type TerminateOptions,
  type WorkflowExecutionOptions,
} from './WorkflowExecutionOptions.js';
import type { ExecutionState } from './watch/ExecutionGroup.js';
import { type Look, mapState } from './watch/Look.js';
import { lookAtExecution } from './watch/looks.js';
import type { WatchOptions } from './watch/WatchOptions.js';
import { adaptiveInterval } from './watch/Wish.js';

/**
 * A workflow execution: one run of a workflow. The model is an immutable value, created from ids, by
 * `workflowType.startExecution()` or by a queryset. Nothing is sent until you subscribe to one of its
 * operations.
 *
 * @throws `InvalidArgumentError` if SWF would reject one of the attributes.
 * @example
 * ```ts
 * import { WorkflowExecution } from 'rx-swf';
 *
 * const album = new WorkflowExecution({ domain: 'media', workflowId: 'album-7', runId: '22X56OQhwfy' });
 * album.signal('addFile', { file: 'b.png' }).subscribe();
 * album.changes$.subscribe({ complete: () => console.log('closed') });
 * ```
 */
export class WorkflowExecution extends FollowedExecution<WorkflowExecution> {
  readonly domain: Domain;
  readonly workflowId: string;
  readonly runId: string | undefined;
  readonly workflowType: TypeId | undefined;
  readonly status: ExecutionStatus;
  readonly closeStatus: CloseStatus | undefined;
  readonly taskList: string | undefined;
  readonly taskPriority: number | undefined;
  readonly childPolicy: ChildPolicy | undefined;
  readonly executionStartToCloseTimeout: Duration | undefined;
  readonly taskStartToCloseTimeout: Duration | undefined;
  readonly lambdaRole: string | undefined;
  readonly tagList: readonly string[] | undefined;
  /** The input as a string, if known. */
  readonly rawInput: string | undefined;
  readonly startTimestamp: Date | undefined;
  readonly closeTimestamp: Date | undefined;
  readonly cancelRequested: boolean | undefined;
  readonly parent: ExecutionId | undefined;
  readonly openCounts: OpenCounts | undefined;
  readonly latestActivityTaskTimestamp: Date | undefined;
  /** Latest context set by the decider, as the string from SWF or loaded from the store. */
  readonly latestExecutionContext: string | undefined;

  constructor(options: WorkflowExecutionOptions) {
    super();
    if (originOf(options) === undefined) checkExecution(options);
    this.domain = toDomain(options.domain);
    this.workflowId = options.workflowId;
    this.runId = options.runId;
    this.workflowType = options.workflowType && typeId(options.workflowType);
    this.status = options.status ?? 'OPEN';
    this.closeStatus = options.closeStatus;
    this.taskList = options.taskList;
    this.taskPriority = options.taskPriority;
    this.childPolicy = options.childPolicy;
    this.executionStartToCloseTimeout = options.executionStartToCloseTimeout;
    this.taskStartToCloseTimeout = options.taskStartToCloseTimeout;
    this.lambdaRole = options.lambdaRole;
    this.tagList = options.tagList && Object.freeze([...options.tagList]);
    this.rawInput = toPayload(this.domain.dataConverter, 'input', options.input) ?? options.rawInput;
    this.startTimestamp = options.startTimestamp;
    this.closeTimestamp = options.closeTimestamp;
    this.cancelRequested = options.cancelRequested;
    this.parent = freeze(options.parent && { ...options.parent });
    this.openCounts = freeze(options.openCounts && { ...options.openCounts });
    this.latestActivityTaskTimestamp = options.latestActivityTaskTimestamp;
    this.latestExecutionContext = options.latestExecutionContext;
    Object.freeze(this);
  }

  /** `true` if this run has closed and continues as a new run. */
  get isContinued(): boolean {
    return this.closeStatus === 'CONTINUED_AS_NEW';
  }

  /** `true` if the execution has ended with this run: it has closed, and no other run continues it. */
  get hasEnded(): boolean {
    return this.status === 'CLOSED' && !this.isContinued;
  }

  protected override get client(): SWFClient {
    return this.domain.client;
  }

  /** The value that the execution was started with; `undefined` if unknown. */
  get input(): unknown {
    return fromPayload(this.domain.dataConverter, this.rawInput);
  }

  /** The latest execution context, as the value that the decider set. */
  get executionContext(): unknown {
    return fromPayload(this.domain.dataConverter, this.latestExecutionContext);
  }

  /**
   * Emits the remote version (`DescribeWorkflowExecution`). Errors with `DoesNotExistError` if it doesn't
   * exist or no longer does, and with `InvalidArgumentError` if this model has no `runId`.
   */
  override upstream(): Observable<WorkflowExecution> {
    return defer(() =>
      request(this.domain.client, DescribeWorkflowExecutionCommand, {
        domain: this.domain.name,
        execution: toExecutionId(this),
      }),
    ).pipe(map(answer => new WorkflowExecution(optionsFromDescription(this.domain, answer))));
  }

  /** Emits the whole history (`GetWorkflowExecutionHistory`), all pages. Errors as {@link upstream} does. */
  history(options: HistoryOptions = {}): Observable<History> {
    return defer(() => fetchHistory(this.domain, this, options));
  }

  /**
   * Signals the execution (`SignalWorkflowExecution`). Emits once the signal is in the history. Errors with
   * `DoesNotExistError` if the execution is not open.
   *
   * @param signalName - 1 to 256 characters
   * @param input - any value that the domain's `DataConverter` can write, JSON by default
   * @throws `InvalidArgumentError` if SWF would reject the name or the input
   */
  signal(signalName: string, input?: unknown): Observable<void> {
    checkText('signalName', signalName, limits.name, 1);
    const payload = toPayload(this.domain.dataConverter, 'input', input);
    return request(this.domain.client, SignalWorkflowExecutionCommand, {
      ...this.#target(),
      signalName,
      ...omitUndefined({ input: payload }),
    }).pipe(map(() => undefined));
  }

  /**
   * Requests cancellation of the execution (`RequestCancelWorkflowExecution`). Emits once the request is in
   * the history; the decider decides how to handle it. Errors with `DoesNotExistError` if the execution is
   * not open.
   */
  requestCancel(): Observable<void> {
    return request(this.domain.client, RequestCancelWorkflowExecutionCommand, this.#target()).pipe(
      map(() => undefined),
    );
  }

  /**
   * Closes the execution immediately (`TerminateWorkflowExecution`), without involving its decider. Emits
   * once it is closed. Errors with `DoesNotExistError` if the execution is not open.
   *
   * @throws `InvalidArgumentError` if SWF would reject an option
   */
  terminate(options: TerminateOptions = {}): Observable<void> {
    checkTermination(options);
    const { reason, details, childPolicy } = options;
    const payload = toPayload(this.domain.dataConverter, 'details', details);
    return request(this.domain.client, TerminateWorkflowExecutionCommand, {
      ...this.#target(),
      ...omitUndefined({ reason, details: payload, childPolicy }),
    }).pipe(map(() => undefined));
  }

  /**
   * Starts a new run with the attributes of this one: its workflow id, type, input, tags, task list,
   * priority, timeouts, child policy and Lambda role, as its history has them. Emits the model of the new run.
   * Everything is done again; `redrive()` of a durable execution takes over what is done.
   *
   * Errors with `AlreadyExistsError` if an execution with that workflow id is open, with `DoesNotExistError`
   * if this run is no longer retained, and like `workflowType.startExecution()`.
   *
   * @param options - replace the attributes of this run
   * @throws `InvalidArgumentError` if SWF would reject an option
   * @example
   * ```ts
   * import { WorkflowExecution } from 'rx-swf';
   *
   * const album = new WorkflowExecution({ domain: 'media', workflowId: 'album-7', runId: '22X56OQhwfy' });
   * album.rerun({ tagList: ['second try'] }).subscribe(run => console.log(run.runId));
   * ```
   */
  rerun(options: StartOptions = {}): Observable<WorkflowExecution> {
    return rerun(this.domain, this, options).pipe(map(run => new WorkflowExecution(run)));
  }

  override toString(): string {
    return `WorkflowExecution('${this.workflowId}'${this.runId === undefined ? '' : `, '${this.runId}'`})`;
  }

  protected override comparison(): Comparison {
    return executionComparison;
  }

  // A run that existed before and no longer does has closed, and its retention period has passed.
  protected override isFinal(upstream?: WorkflowExecution, before?: WorkflowExecution): boolean {
    return upstream === undefined ? before !== undefined : upstream.status === 'CLOSED';
  }

  protected override get operation(): PacedOperation {
    return 'DescribeWorkflowExecution';
  }

  protected override lookAt(
    client: SWFClient,
    options: WatchOptions,
  ): Observable<Look<Remote<WorkflowExecution>>> {
    const { workflowId, runId } = this;
    if (runId === undefined) return super.lookAt(client, options);
    const { interval, scheduler, ...callbacks } = options;
    const { name, notices } = this.domain;
    return lookAtExecution(
      { client, domain: name, scheduler, notices, keepsInterval: interval !== undefined },
      { workflowId, runId },
      {
        ...callbacks,
        interval: interval === undefined ? adaptiveInterval(1_000, 30_000) : () => interval,
        wantsDetail: true,
        wantsEnd: false,
      },
    ).pipe(mapState(state => remoteOf(this.domain, state)));
  }

  #target() {
    return { domain: this.domain.name, workflowId: this.workflowId, ...omitUndefined({ runId: this.runId }) };
  }
}

/** Attributes that only a description shows. */
const undescribed: ReadonlySet<string> = new Set([
  ...executionConfiguration,
  'openCounts',
  'latestActivityTaskTimestamp',
  'latestExecutionContext',
]);

/** Returns the remote version of an execution as far as it is known. */
export function remoteOf(domain: Domain, state: ExecutionState): Remote<WorkflowExecution> | undefined {
  const { info, description, gone } = state;
  if (gone !== undefined) return { model: undefined };
  if (description !== undefined) {
    const executionInfo = info ?? description.executionInfo;
    return {
      model: new WorkflowExecution(optionsFromDescription(domain, { ...description, executionInfo })),
    };
  }
  if (info === undefined) return undefined;
  return { model: new WorkflowExecution(optionsFromInfo(domain, info)), unknown: undescribed };
}

function freeze<T extends object>(value: T | undefined): Readonly<T> | undefined {
  return value && Object.freeze(value);
}
