import {
  GetWorkflowExecutionHistoryCommand,
  type HistoryEvent,
  ListClosedWorkflowExecutionsCommand,
  ListOpenWorkflowExecutionsCommand,
  type WorkflowExecutionInfos,
} from '@aws-sdk/client-swf';
import { concatMap, forkJoin, from, map, type Observable, reduce } from 'rxjs';
import type { Domain } from '../../models/index.js';
import { type PacedOperation, type Page, paced, paginate, request } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import {
  type ArchivedEvent,
  type ArchivedHistory,
  type ListedRun,
  toListedRun,
} from '../files/ArchivedHistory.js';
import type { CheckedPullOptions } from './PullOptions.js';
import { redact } from './redact.js';

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

/** Reads the histories of runs in batches, and emits each batch in the order of the runs. */
export const readHistories = (
  domain: Domain,
  runs: readonly ListedRun[],
  options: CheckedPullOptions,
): Observable<readonly ArchivedHistory[]> =>
  from(batchesOf(runs)).pipe(
    concatMap(batch => forkJoin(batch.map(run => readHistory(domain, run, options)))),
  );

function* batchesOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += batchSize) yield items.slice(start, start + batchSize);
}

function readHistory(
  { client, name: domain }: Domain,
  run: ListedRun,
  options: CheckedPullOptions,
): Observable<ArchivedHistory> {
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
    reduce<readonly HistoryEvent[], HistoryEvent[]>((all, events) => all.concat(events), []),
    map(events => ({ ...run, events: events.map(event => toJson(options.redact ? redact(event) : event)) })),
  );
}

const toJson = ({ eventTimestamp, ...event }: HistoryEvent): ArchivedEvent => ({
  eventTimestamp: eventTimestamp?.toISOString(),
  ...event,
});

const atPace = <T>(
  client: Domain['client'],
  operation: PacedOperation,
  { scheduler, onRetry }: CheckedPullOptions,
) => paced<T>(client, operation, { hasWorked: true, ...omitUndefined({ scheduler, onRetry }) });
