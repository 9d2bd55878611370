import {
  GetWorkflowExecutionHistoryCommand,
  type HistoryEvent,
  ListClosedWorkflowExecutionsCommand,
  ListOpenWorkflowExecutionsCommand,
  type WorkflowExecutionInfos,
} from '@aws-sdk/client-swf';
import { catchError, concatAll, forkJoin, map, type Observable, of, throwError, toArray } from 'rxjs';
import type { Domain } from '../../models/index.js';
import {
  DoesNotExistError,
  isInstance,
  type PacedOperation,
  type Page,
  paced,
  paginate,
  request,
} from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import {
  type ArchivedEvent,
  type ArchivedHistory,
  type ListedRun,
  toListedRun,
} from '../files/ArchivedHistory.js';
import { redactHistory } from '../redact/redactHistory.js';
import type { CheckedPullOptions } from './PullOptions.js';

/** Histories that are read at the same time, and then written together. */
const batchSize = 16;

/** A range of close times, both ends included. */
export interface CloseTimes {
  readonly oldest: Date;
  readonly latest: Date;
}

/** Lists the runs that closed in a range of times, oldest first, a page at a time; the open ones without a range. */
export function listRuns(
  { client, name: domain }: Domain,
  times: CloseTimes | undefined,
  options: CheckedPullOptions,
): (nextPageToken: string | undefined) => Observable<Page<ListedRun>> {
  const toPage = map(({ executionInfos = [], nextPageToken }: WorkflowExecutionInfos) => ({
    items: executionInfos.map(toListedRun),
    nextPageToken,
  }));
  return nextPageToken => {
    const page = { domain, reverseOrder: true, maximumPageSize: 1_000, ...omitUndefined({ nextPageToken }) };
    if (times === undefined)
      return request(client, ListOpenWorkflowExecutionsCommand, {
        ...page,
        startTimeFilter: { oldestDate: new Date(0) },
      }).pipe(atPace(client, 'ListOpenWorkflowExecutions', options), toPage);
    return request(client, ListClosedWorkflowExecutionsCommand, {
      ...page,
      startTimeFilter: undefined,
      closeTimeFilter: { oldestDate: times.oldest, latestDate: times.latest },
    }).pipe(atPace(client, 'ListClosedWorkflowExecutions', options), toPage);
  };
}

/** Splits runs into those whose histories are read at the same time. */
export function* batchesOf(runs: readonly ListedRun[]): Generator<readonly ListedRun[]> {
  for (let start = 0; start < runs.length; start += batchSize) yield runs.slice(start, start + batchSize);
}

/** Reads the histories of runs, in their order, without the runs whose retention period has ended since they were listed. */
export const readHistories = (
  domain: Domain,
  runs: readonly ListedRun[],
  options: CheckedPullOptions,
): Observable<readonly ArchivedHistory[]> =>
  forkJoin(runs.map(run => readHistory(domain, run, options))).pipe(
    map(histories => histories.filter(history => history !== undefined)),
  );

function readHistory(
  { client, name: domain }: Domain,
  run: ListedRun,
  options: CheckedPullOptions,
): Observable<ArchivedHistory | undefined> {
  const { workflowId, runId } = run;
  return paginate(
    nextPageToken =>
      request(client, GetWorkflowExecutionHistoryCommand, {
        domain,
        execution: { workflowId, runId },
        ...omitUndefined({ nextPageToken }),
      }).pipe(
        atPace(client, 'GetWorkflowExecutionHistory', options),
        map(({ events = [], nextPageToken }) => ({ items: events, nextPageToken })),
      ),
    ({ items }) => [items],
  ).pipe(
    concatAll(),
    toArray(),
    map(events => ({ ...run, events: (options.redact ? redactHistory(events) : events).map(toJson) })),
    catchError((error: unknown) =>
      isInstance(error, DoesNotExistError) ? of(undefined) : throwError(() => error),
    ),
  );
}

/** Returns an event as JSON. Its members are sorted, because the SDK doesn't promise their order. */
const toJson = ({ eventTimestamp, eventType, eventId, ...attributes }: HistoryEvent): ArchivedEvent => ({
  eventTimestamp: eventTimestamp?.toISOString(),
  eventType,
  eventId,
  ...sorted(attributes),
});

function sorted<T extends object>(value: T): T;
function sorted(value: unknown): unknown;
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}

const atPace = <T>(
  client: Domain['client'],
  operation: PacedOperation,
  { scheduler, onRetry, onRecovered }: CheckedPullOptions,
) => paced<T>(client, operation, { hasWorked: true, ...omitUndefined({ scheduler, onRetry, onRecovered }) });
