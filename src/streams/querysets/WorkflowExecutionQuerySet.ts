import {
  CountClosedWorkflowExecutionsCommand,
  CountOpenWorkflowExecutionsCommand,
  ListClosedWorkflowExecutionsCommand,
  ListOpenWorkflowExecutionsCommand,
  type WorkflowExecutionInfos,
} from '@aws-sdk/client-swf';
import {
  catchError,
  concat,
  defer,
  forkJoin,
  map,
  type Observable,
  switchMap,
  take,
  throwError,
  throwIfEmpty,
} from 'rxjs';
import {
  type Domain,
  type DomainOrName,
  optionsFromInfo,
  type StartOptions,
  toDomain,
  WorkflowExecution,
  WorkflowType,
} from '../../models/index.js';
import { noticesIn } from '../../notices/index.js';
import {
  AlreadyExistsError,
  checkIsOptions,
  checkOptions,
  DoesNotExistError,
  isInstance,
  request,
  serviceNow,
} from '../../requests/index.js';
import {
  type Count,
  checkName,
  objectId,
  omitUndefined,
  refuse,
  type TypeId,
  toCount,
} from '../../values/index.js';
import {
  checkExecutionFilter,
  type ExecutionFilter,
  executionFilter,
  toFilterInput,
} from './executionFilter.js';
import { LiveQuery } from './LiveQuery.js';
import type { LiveItems } from './live/LiveItems.js';
import type { Listing, LiveSource, PacedCall } from './live/LiveSource.js';
import { addCounts } from './live/liveCountOf.js';
import { SharedPolls } from './live/SharedPolls.js';
import { lookAtRun } from './lookAtRun.js';
import { type QueryOptions, queryOptions } from './Query.js';
import { compareText } from './registration.js';
import { stillMatches } from './stillMatches.js';

const polls = new SharedPolls<LiveItems<WorkflowExecution>>();

/** Input of the operations that list executions. */
type ListingInput = ReturnType<typeof toFilterInput> & {
  readonly maximumPageSize?: number;
  readonly nextPageToken?: string;
};

/** Options for starting an execution through the queryset. */
export interface CreateExecutionOptions extends StartOptions {
  /** The workflow type: a model, or an object with a name and a version. */
  readonly workflowType: TypeId;
}

/**
 * The executions of a domain, like a Django manager. SWF lists open and closed executions separately, so each
 * query covers one `status`, which defaults to `'OPEN'`, unless it is `'ANY'`.
 *
 * @example
 * ```ts
 * import { WorkflowExecutionQuerySet } from 'rx-swf';
 *
 * const executions = new WorkflowExecutionQuerySet('media');
 * executions.filter({ tag: 'album' }).subscribe(execution => console.log(`${execution}`));
 * executions.filter({ status: 'CLOSED', closeStatus: 'FAILED', closeOldestDate: 7 }).subscribe();
 * executions.count({ status: 'CLOSED', startOldestDate: new Date('2026-01-01') }).subscribe();
 * ```
 */
export class WorkflowExecutionQuerySet {
  /** The domain whose executions these are. */
  readonly domain: Domain;

  /** @param domain - a `Domain`, or its name */
  constructor(domain: DomainOrName) {
    this.domain = toDomain(domain);
  }

  /**
   * Returns an execution in full. Without a `runId`, returns the open run with that workflow id, or else the
   * one that started last. Errors with `DoesNotExistError`.
   *
   * @throws `InvalidArgumentError` for an invalid workflow id
   */
  get(workflowId: string, runId?: string): Observable<WorkflowExecution> {
    // Without a workflow id, the filter would match all executions and return an unrelated one.
    checkName('workflowId', workflowId);
    if (runId !== undefined)
      return new WorkflowExecution({ domain: this.domain, workflowId, runId }).upstream();
    return this.#latest(workflowId).pipe(switchMap(execution => execution.upstream()));
  }

  /** Starts an execution, as `workflowType.startExecution()` does. */
  create(options: CreateExecutionOptions): Observable<WorkflowExecution> {
    checkIsOptions('create()', options);
    const { workflowType, ...start } = options;
    if (workflowType === undefined)
      refuse('workflowType', workflowType, 'a WorkflowType, or a name and a version');
    const { name, version } = workflowType;
    return new WorkflowType({ domain: this.domain, name, version }).startExecution(start);
  }

  /**
   * Returns the open execution with that workflow id, starting it if necessary. Safe when two processes race:
   * SWF lets only one of them start it.
   */
  getOrCreate(
    options: CreateExecutionOptions & { readonly workflowId: string },
  ): Observable<WorkflowExecution> {
    checkIsOptions('getOrCreate()', options);
    checkName('workflowId', options.workflowId);
    return this.create(options).pipe(
      catchError((error: unknown) =>
        isInstance(error, AlreadyExistsError) ? this.get(options.workflowId) : throwError(() => error),
      ),
    );
  }

  /** Lists the open executions, or the closed ones with `status: 'CLOSED'`, newest first. */
  all(
    options: QueryOptions & { readonly status?: NonNullable<ExecutionFilter['status']> } = {},
  ): LiveQuery<WorkflowExecution> {
    checkOptions('all()', options, { ...queryOptions, status: true });
    const { status = 'OPEN' } = options;
    return this.filter({ ...options, status });
  }

  /**
   * Lists the executions that match a filter (`ListOpenWorkflowExecutions`, `ListClosedWorkflowExecutions`).
   * With `status: 'ANY'`, the open ones come first; one that closes meanwhile may be listed twice. A number of
   * days ago counts back from the time of subscription, by the service's own clock if the service is embedded.
   *
   * @throws `InvalidArgumentError` for a filter, or a combination of filters, that SWF would refuse
   */
  filter(filter: ExecutionFilter & QueryOptions = {}): LiveQuery<WorkflowExecution> {
    checkOptions('filter()', filter, { ...executionFilter, ...queryOptions });
    checkExecutionFilter(filter);
    const { pageSize, prefetch, ...wanted } = filter;
    return new LiveQuery(this.#source(wanted), omitUndefined({ pageSize, prefetch }));
  }

  /**
   * Counts the executions that match a filter (`CountOpenWorkflowExecutions`,
   * `CountClosedWorkflowExecutions`).
   *
   * @throws `InvalidArgumentError` for a filter, or a combination of filters, that SWF would refuse
   */
  count(filter: ExecutionFilter = {}): Observable<Count> {
    checkOptions('count()', filter, executionFilter);
    checkExecutionFilter(filter);
    return forkJoin(this.#counts(filter).map(({ call$ }) => call$)).pipe(map(addCounts));
  }

  #source(filter: ExecutionFilter): LiveSource<WorkflowExecution> {
    const { client, dataConverter, notices, name } = this.domain;
    return {
      client,
      polls,
      key: JSON.stringify(['executions', name, filter, objectId(dataConverter), objectId(notices)]),
      listings: this.#listings(filter),
      keyOf: ({ workflowId, runId }) => `${workflowId}\n${runId}`,
      compare: newestFirst(filter),
      shown: ['status', 'closeStatus', 'closeTimestamp', 'cancelRequested'],
      look: lookAtRun,
      includes: execution => stillMatches(filter, execution, serviceNow(client)),
      news$: noticesIn(notices, name),
      isFinal: ({ status }) => status === 'CLOSED',
      counts: this.#counts(filter),
    };
  }

  #listings(filter: ExecutionFilter): readonly Listing<WorkflowExecution>[] {
    const { client, name } = this.domain;
    const listing = (
      operation: 'ListOpenWorkflowExecutions' | 'ListClosedWorkflowExecutions',
      list: (input: ListingInput) => Observable<WorkflowExecutionInfos>,
    ): Listing<WorkflowExecution> => ({
      operation,
      prepare: () => {
        const input = toFilterInput(name, filter, serviceNow(client));
        return (nextPageToken, size) =>
          list({ ...input, ...size, ...omitUndefined({ nextPageToken }) }).pipe(
            map(({ executionInfos = [], nextPageToken }) => ({
              items: executionInfos.map(info => new WorkflowExecution(optionsFromInfo(this.domain, info))),
              nextPageToken,
            })),
          );
      },
    });
    const open = listing('ListOpenWorkflowExecutions', input =>
      request(client, ListOpenWorkflowExecutionsCommand, input),
    );
    const closed = listing('ListClosedWorkflowExecutions', input =>
      request(client, ListClosedWorkflowExecutionsCommand, input),
    );
    return byStatus(filter, open, closed);
  }

  #counts(filter: ExecutionFilter): readonly PacedCall<Count>[] {
    const { client, name } = this.domain;
    const input = () => toFilterInput(name, filter, serviceNow(client));
    const open = defer(() => request(client, CountOpenWorkflowExecutionsCommand, input()));
    const closed = defer(() => request(client, CountClosedWorkflowExecutionsCommand, input()));
    return byStatus<PacedCall<Count>>(
      filter,
      { operation: 'CountOpenWorkflowExecutions', call$: open.pipe(map(toCount)) },
      { operation: 'CountClosedWorkflowExecutions', call$: closed.pipe(map(toCount)) },
    );
  }

  #latest(workflowId: string): Observable<WorkflowExecution> {
    return concat(
      this.filter({ workflowId, pageSize: 1 }),
      this.filter({ status: 'CLOSED', workflowId, pageSize: 1 }),
    ).pipe(
      take(1),
      throwIfEmpty(
        () =>
          new DoesNotExistError(
            `There is no execution with workflow id ${JSON.stringify(workflowId)} in the domain ${JSON.stringify(this.domain.name)}`,
            { resource: `execution, workflowId = ${workflowId}` },
          ),
      ),
    );
  }
}

/** Returns what belongs to the status of a filter. */
function byStatus<T>({ status = 'OPEN' }: ExecutionFilter, open: T, closed: T): readonly T[] {
  if (status === 'ANY') return [open, closed];
  return status === 'OPEN' ? [open] : [closed];
}

/** Returns the order in which SWF lists the executions: by close time if the filter has a range of close times. */
function newestFirst(filter: ExecutionFilter) {
  const isByClose = filter.closeOldestDate !== undefined || filter.closeLatestDate !== undefined;
  const timeOf = (execution: WorkflowExecution) =>
    (isByClose ? execution.closeTimestamp : execution.startTimestamp)?.getTime() ?? 0;
  const direction = filter.reverseOrder === true ? -1 : 1;
  return (a: WorkflowExecution, b: WorkflowExecution) =>
    direction * (timeOf(b) - timeOf(a)) ||
    compareText(a.workflowId, b.workflowId) ||
    compareText(a.runId ?? '', b.runId ?? '');
}
