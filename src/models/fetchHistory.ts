import { GetWorkflowExecutionHistoryCommand, type HistoryEvent } from '@aws-sdk/client-swf';
import { defer, map, type Observable, type OperatorFunction, toArray } from 'rxjs';
import { adoptEvent, History } from '../history/index.js';
import { checkOptions, type Page, paginate, request } from '../requests/index.js';
import { type AnyExecutionId, checkCount, omitUndefined, toExecutionId } from '../values/index.js';
import type { Domain } from './Domain.js';

/** Options for fetching a history. */
export interface HistoryOptions {
  /** Newest events first. @defaultValue false */
  readonly reverseOrder?: boolean;
  /** Maximum number of events per request, 1 to 1,000. @defaultValue 1,000 */
  readonly pageSize?: number;
}

/** Emits one page of a run's history, as returned by the service. */
export function fetchHistoryPage(
  domain: Domain,
  execution: AnyExecutionId,
  { reverseOrder, pageSize }: HistoryOptions,
  nextPageToken: string | undefined,
): Observable<Page<HistoryEvent>> {
  return defer(() =>
    request(domain.client, GetWorkflowExecutionHistoryCommand, {
      domain: domain.name,
      execution: toExecutionId(execution),
      ...omitUndefined({ reverseOrder, maximumPageSize: pageSize, nextPageToken }),
    }),
  ).pipe(map(({ events = [], nextPageToken }) => ({ items: events, nextPageToken })));
}

/** Emits the whole history of a run, all pages. */
export function fetchHistory(
  domain: Domain,
  execution: AnyExecutionId,
  options: HistoryOptions,
): Observable<History> {
  checkOptions('a history', options, { reverseOrder: true, pageSize: true });
  if (options.pageSize !== undefined) checkCount('pageSize', options.pageSize, 1, 1000);
  return paginate(
    token => fetchHistoryPage(domain, execution, options, token),
    page => [page.items],
  ).pipe(collectHistory(domain));
}

/** Collects pages of events into one {@link History}. */
function collectHistory(domain: Domain): OperatorFunction<readonly HistoryEvent[], History> {
  return pages$ =>
    pages$.pipe(
      toArray(),
      map(pages =>
        History.from(
          pages.flatMap(page => page.map(adoptEvent)),
          { converter: domain.dataConverter },
        ),
      ),
    );
}
