import { map, type Observable } from 'rxjs';
import type { ExecutionRecord } from '../streams/index.js';
import type { Timeline } from '../timeline/index.js';
import type { ExplanationData } from '../why/index.js';
import type { StepList } from '../workflows/steps/StepLog.js';
import type { Client } from './connection/Client.js';
import type { SharedStreams } from './SharedStreams.js';
import type {
  RemoteActionOptions,
  RemoteRedriveOptions,
  RemoteRerunOptions,
  RemoteTerminateOptions,
} from './wire/actions.js';
import type { PendingList } from './wire/lists.js';
import type { EventRecord, StartedRun, StateRecord } from './wire/records.js';
import type { Wire } from './wire/Wire.js';

/**
 * An execution behind a gateway. Its streams have the shapes of those of a `WorkflowExecution`, in JSON: times are ISO
 * texts, and payloads are as SWF has them. All subscribers of a stream share one connection, which ends with the last
 * of them. A stream that loses its connection connects again and resumes. It errors with a `RemoteError` only if trying
 * again does not help: the execution does not exist, or the gateway denies it.
 */
export class RemoteExecution {
  readonly workflowId: string;
  readonly runId: string | undefined;
  /** Emits each event, from the first one on, and completes with the close of the run. */
  readonly history$: Observable<EventRecord>;
  /** Emits the state that the history compiles to, at first and after each change. Changes may be combined. */
  readonly state$: Observable<StateRecord>;
  /** Emits the timeline, at first and after each change. Lanes that don't change are the same objects. */
  readonly timeline$: Observable<Timeline>;
  /**
   * Emits the decisions of a durable execution whose code the gateway has, at first and after each change. Steps and rows
   * that don't change are the same objects.
   */
  readonly steps$: Observable<StepList>;
  /**
   * Emits the progress of a durable execution, across the runs that continue it: the values of its pipeline before the
   * last one, which is the result, or those passed to `setContext`. Completes with the execution.
   */
  readonly progress$: Observable<unknown>;
  /**
   * Emits the result of a durable execution once it has ended, `null` if it has none. Errors with a `RemoteError` of the
   * kind `ExecutionFailedError`, `ExecutionCanceledError`, `ExecutionTerminatedError` or `ExecutionTimedOutError`
   * otherwise.
   */
  readonly result$: Observable<unknown>;
  readonly #client: Client;
  readonly #streams: SharedStreams;

  /** @internal */
  constructor(client: Client, streams: SharedStreams, workflowId: string, runId: string | undefined) {
    this.#client = client;
    this.#streams = streams;
    this.workflowId = workflowId;
    this.runId = runId;
    this.history$ = this.#stream<EventRecord>('/history', Number.POSITIVE_INFINITY);
    this.state$ = this.#watch<StateRecord>('/state');
    this.timeline$ = this.#watch<Timeline>('/timeline');
    this.steps$ = this.#watch<StepList>('/steps');
    this.progress$ = this.#stream('/progress');
    this.result$ = this.#stream('/result');
  }

  /** Emits the execution as it is now. */
  upstream(): Observable<ExecutionRecord> {
    return this.#client.get(this.#path(''));
  }

  /**
   * Emits the timeline, which the functions of `rx-swf/timeline` draw.
   *
   * @param options - `children`: true for the timelines of children, and of their children
   */
  timeline({ children = false }: { readonly children?: boolean } = {}): Observable<Timeline> {
    return this.#client.get(this.#path('/timeline', children ? { children: 'true' } : {}));
  }

  /** Emits the decisions of a durable execution whose code the gateway has. */
  steps(): Observable<StepList> {
    return this.#client.get(this.#path('/steps'));
  }

  /** Emits the open tasks, and how many tasks wait on their task lists. */
  pending(): Observable<PendingList> {
    return this.#client.get(this.#path('/pending'));
  }

  /** Emits what the execution waits for, or how it ended. */
  why(): Observable<Wire<ExplanationData>> {
    return this.#client.get(this.#path('/why'));
  }

  /** Signals the execution. */
  signal(signalName: string, input?: unknown, options: RemoteActionOptions = {}): Observable<void> {
    return this.#act('/signal', { signalName, input, ...options });
  }

  /** Requests cancellation of the execution. */
  requestCancel(options: RemoteActionOptions = {}): Observable<void> {
    return this.#act('/cancel', options);
  }

  /** Closes the execution immediately. */
  terminate(options: RemoteTerminateOptions = {}): Observable<void> {
    return this.#act('/terminate', options);
  }

  /** Starts a new run with the attributes of this one, and emits it. */
  rerun(options: RemoteRerunOptions = {}): Observable<RemoteExecution> {
    return this.#start('/rerun', options);
  }

  /** Starts a new run that takes over what this one has done, and emits it. */
  redrive(options: RemoteRedriveOptions = {}): Observable<RemoteExecution> {
    return this.#start('/redrive', options);
  }

  #path(view: string, options: Readonly<Record<string, string>> = {}): string {
    const run = this.runId === undefined ? {} : { runId: this.runId };
    const query = `${new URLSearchParams({ ...run, ...options })}`;
    return `/executions/${encodeURIComponent(this.workflowId)}${view}${query === '' ? '' : `?${query}`}`;
  }

  #watch<T>(view: string): Observable<T> {
    const path = this.#path(view);
    return this.#streams.get(path, () => this.#client.watch<T>(path));
  }

  #stream<T>(view: string, replayed = 1): Observable<T> {
    const path = this.#path(view);
    return this.#streams.get(path, () => this.#client.stream<T>(path), replayed);
  }

  #act(view: string, body: object): Observable<void> {
    return this.#client.post<void>(this.#path(view), body);
  }

  #start(view: string, body: object): Observable<RemoteExecution> {
    return this.#client
      .post<StartedRun>(this.#path(view), body)
      .pipe(map(run => new RemoteExecution(this.#client, this.#streams, run.workflowId, run.runId)));
  }
}
