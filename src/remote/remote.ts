import { map, type Observable } from 'rxjs';
import type { ExecutionRecord } from '../streams/index.js';
import { Client } from './connection/Client.js';
import type { RemoteStatus } from './connection/Connections.js';
import { checkRemoteOptions } from './connection/checkRemoteOptions.js';
import type { RemoteOptions } from './connection/RemoteOptions.js';
import { RemoteExecution } from './RemoteExecution.js';
import { queryOf, type RemoteFilter } from './RemoteFilter.js';
import { SharedStreams } from './SharedStreams.js';
import type { RemoteStartOptions } from './wire/actions.js';
import type { ExecutionList, StartedRun } from './wire/records.js';

/** Executions behind a gateway. */
export interface RemoteExecutions {
  /** Emits the selected executions, newest first: the present, and each change. Never completes. */
  readonly items$: Observable<readonly ExecutionRecord[]>;
  /** Lists the selected executions once. */
  list(): Observable<readonly ExecutionRecord[]>;
}

/** The domain of a gateway. */
export interface Remote {
  /**
   * Emits how fresh the streams are: `connected`, `reconnecting` since the time at which the first of them was lost, or
   * `idle` without any.
   */
  readonly status$: Observable<RemoteStatus>;
  /** Selects executions. Without a filter, all of them. */
  executions(filter?: RemoteFilter): RemoteExecutions;
  /** Refers to an execution: by default to its open run, or else to the last one. */
  execution(workflowId: string, runId?: string): RemoteExecution;
  /** Starts an execution, and emits it. */
  start(options: RemoteStartOptions): Observable<RemoteExecution>;
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
  const execution = (workflowId: string, runId?: string) =>
    new RemoteExecution(client, streams, workflowId, runId);
  return {
    status$: client.connections.status$,
    execution,
    executions: (filter = {}) => {
      const path = `/executions${queryOf(filter)}`;
      const items = map(({ items }: ExecutionList) => items);
      return {
        items$: streams.get(path, () => client.stream<ExecutionList>(path)).pipe(items),
        list: () => client.get<ExecutionList>(path).pipe(items),
      };
    },
    start: options =>
      client
        .post<StartedRun>('/executions', options)
        .pipe(map(({ workflowId, runId }) => execution(workflowId, runId))),
  };
}
