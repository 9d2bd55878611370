import { map, type Observable } from 'rxjs';
import type { ExecutionRecord, StateCount, TaskListRecord } from '../streams/index.js';
import { Client } from './connection/Client.js';
import type { RemoteStatus } from './connection/Connections.js';
import { checkRemoteOptions } from './connection/checkRemoteOptions.js';
import type { RemoteOptions } from './connection/RemoteOptions.js';
import { RemoteExecution } from './RemoteExecution.js';
import { queryOf, type RemoteFilter } from './RemoteFilter.js';
import { SharedStreams } from './SharedStreams.js';
import type { RemoteStartOptions } from './wire/actions.js';
import type { BulkPlan, BulkProgress, BulkRequest } from './wire/bulk.js';
import type { Capabilities } from './wire/Capabilities.js';
import type { CountList, DomainRecord, TaskListList, TypeList } from './wire/lists.js';
import type { ExecutionList, StartedRun } from './wire/records.js';

/** Executions behind a gateway. */
export interface RemoteExecutions {
  /**
   * Emits the selected executions, newest first: the present, and each change. Never completes. Executions that don't
   * change are the same objects.
   */
  readonly items$: Observable<readonly ExecutionRecord[]>;
  /** Emits the numbers of selected executions by state, whatever the limit is, and each change. Never completes. */
  readonly counts$: Observable<readonly StateCount[]>;
  /** Lists the selected executions once. */
  list(): Observable<readonly ExecutionRecord[]>;
  /** Counts the selected executions by state once. */
  counts(): Observable<readonly StateCount[]>;
}

/** Options of a list of types. */
export interface RemoteTypesOptions {
  /** @defaultValue ANY */
  readonly status?: 'REGISTERED' | 'DEPRECATED' | 'ANY';
  /** True for the defaults of each type, which costs the gateway a call for each that it has not seen. @defaultValue false */
  readonly defaults?: boolean;
}

/** The domain of a gateway. */
export interface Remote {
  /**
   * Emits how fresh the streams are: `connecting` until the first of them has a connection, `connected`, `reconnecting`
   * since the time at which the first of them was lost, `stale` while the gateway itself does not get through to SWF, or
   * `idle` without any stream.
   */
  readonly status$: Observable<RemoteStatus>;
  /** Emits the task lists of the domain's types and the tasks that wait there, and each change. Never completes. */
  readonly taskLists$: Observable<readonly TaskListRecord[]>;
  /** Emits facts about the gateway, and what it allows. */
  capabilities(): Observable<Capabilities>;
  /** Emits the domain. */
  domain(): Observable<DomainRecord>;
  /** Emits the types of the domain, and how they differ from code if the gateway knows definitions. */
  types(options?: RemoteTypesOptions): Observable<TypeList>;
  /** Emits task lists and the tasks that wait there. @param names - those of the domain's types by default */
  taskLists(names?: readonly string[]): Observable<readonly TaskListRecord[]>;
  /** Selects executions. Without a filter, all of them. */
  executions(filter?: RemoteFilter): RemoteExecutions;
  /** Refers to an execution: by default to its open run, or else to the last one. */
  execution(workflowId: string, runId?: string): RemoteExecution;
  /** Starts an execution, and emits it. */
  start(options: RemoteStartOptions): Observable<RemoteExecution>;
  /** Emits what a bulk action would be about. Changes nothing. */
  planBulk(request: BulkRequest): Observable<BulkPlan>;
  /**
   * Performs an action on each of many executions. Emits the progress, and completes with the last one. Unsubscribing
   * stops it, and aborts the calls under way, which may have reached SWF. A lost connection does the same, and is an error.
   */
  bulk(request: BulkRequest): Observable<BulkProgress>;
}

/**
 * Returns the executions behind a gateway of `rx-swf/gateway`, for pages: the same streams, without the AWS SDK. Nothing
 * is sent until you subscribe.
 *
 * @param url - address of the gateway with its prefix, such as `https://swf.example.com/v1`
 * @throws `TypeError` for an option that is unknown or not valid
 * @example
 * ```ts
 * import { remote } from 'rx-swf/remote';
 *
 * const media = remote('https://swf.example.com/v1', { headers: () => ({ authorization: 'Bearer …' }) });
 *
 * media.execution('album-7').progress$.subscribe(progress => console.log(progress));
 * media.status$.subscribe(status => console.log(status.state));
 * ```
 */
export function remote(url: string, options: RemoteOptions = {}): Remote {
  checkRemoteOptions(options);
  if (typeof url !== 'string' || url === '') throw new TypeError('url must be the address of a gateway');
  const client = new Client(url, options);
  const streams = new SharedStreams();
  const watch = <T>(path: string) => streams.get(path, () => client.watch<T>(path));
  const execution = (workflowId: string, runId?: string) =>
    new RemoteExecution(client, streams, workflowId, runId);
  const items = map(({ items }: ExecutionList) => items);
  const counts = map(({ counts }: CountList) => counts);
  const taskLists = map(({ taskLists }: TaskListList) => taskLists);
  return {
    status$: client.connections.status$,
    taskLists$: watch<TaskListList>('/taskLists').pipe(taskLists),
    capabilities: () => client.get(''),
    domain: () => client.get('/domain'),
    types: (options = {}) => client.get(`/types${queryOf(options)}`),
    taskLists: (list = []) => client.get<TaskListList>(`/taskLists${queryOf({ list })}`).pipe(taskLists),
    execution,
    executions: (filter = {}) => {
      const { limit: _, ...selection } = filter;
      const [list, count] = [`/executions${queryOf(filter)}`, `/counts${queryOf(selection)}`];
      return {
        items$: watch<ExecutionList>(list).pipe(items),
        counts$: watch<CountList>(count).pipe(counts),
        list: () => client.get<ExecutionList>(list).pipe(items),
        counts: () => client.get<CountList>(count).pipe(counts),
      };
    },
    start: options =>
      client
        .post<StartedRun>('/executions', options)
        .pipe(map(({ workflowId, runId }) => execution(workflowId, runId))),
    planBulk: request => client.post('/bulk', { ...request, dryRun: true }),
    bulk: request => client.perform('/bulk', request),
  };
}
