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
import {
  AlreadyExistsError,
  checkIsOptions,
  checkOptions,
  DoesNotExistError,
  isInstance,
  request,
  serviceNow,
} from '../../requests/index.js';
import { type Count, checkName, omitUndefined, refuse, type TypeId, toCount } from '../../values/index.js';
import {
  checkExecutionFilter,
  type ExecutionFilter,
  executionFilter,
  toFilterInput,
} from './executionFilter.js';
import { Query, type QueryOptions, queryOptions } from './Query.js';

/** Options for starting an execution through the queryset. */
export interface CreateExecutionOptions extends StartOptions {
  /** The workflow type: a model, or an object with a name and a version. */
  readonly workflowType: TypeId;
}

/**
 * The executions of a domain, like a Django manager. SWF lists open and closed executions separately, so each
 * query covers one `status`, which defaults to `'OPEN'`.
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
  all(options: QueryOptions & { readonly status?: 'OPEN' | 'CLOSED' } = {}): Query<WorkflowExecution> {
    checkOptions('all()', options, { ...queryOptions, status: true });
    const { status = 'OPEN' } = options;
    return this.filter({ ...options, status });
  }

  /**
   * Lists the executions that match a filter (`ListOpenWorkflowExecutions`, `ListClosedWorkflowExecutions`).
   * A number of days ago counts back from the time of subscription, by the service's own clock if the service
   * is embedded.
   *
   * @throws `InvalidArgumentError` for a filter, or a combination of filters, that SWF would refuse
   */
  filter(filter: ExecutionFilter & QueryOptions = {}): Query<WorkflowExecution> {
    checkOptions('filter()', filter, { ...executionFilter, ...queryOptions });
    checkExecutionFilter(filter);
    const { pageSize, prefetch } = filter;
    const { client, name } = this.domain;
    return new Query(() => {
      const input = toFilterInput(name, filter, serviceNow(client));
      return (nextPageToken, size) => {
        const page = { ...input, ...size, ...omitUndefined({ nextPageToken }) };
        const infos: Observable<WorkflowExecutionInfos> =
          filter.status === 'CLOSED'
            ? request(client, ListClosedWorkflowExecutionsCommand, page)
            : request(client, ListOpenWorkflowExecutionsCommand, page);
        return infos.pipe(
          map(({ executionInfos = [], nextPageToken }) => ({
            items: executionInfos.map(info => new WorkflowExecution(optionsFromInfo(this.domain, info))),
            nextPageToken,
          })),
        );
      };
    }, omitUndefined({ pageSize, prefetch }));
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
    const { client, name } = this.domain;
    return defer(() => {
      const input = toFilterInput(name, filter, serviceNow(client));
      return filter.status === 'CLOSED'
        ? request(client, CountClosedWorkflowExecutionsCommand, input)
        : request(client, CountOpenWorkflowExecutionsCommand, input);
    }).pipe(map(toCount));
  }

  #latest(workflowId: string): Observable<WorkflowExecution> {
    return concat(
      this.filter({ workflowId, pageSize: 1 }),
      this.filter({ status: 'CLOSED', workflowId, pageSize: 1 }),
    ).pipe(
      take(1),
      throwIfEmpty(
        () =>
          new DoesNotExistError(`Unknown execution, workflowId = ${workflowId}`, {
            resource: `execution, workflowId = ${workflowId}`,
          }),
      ),
    );
  }
}
