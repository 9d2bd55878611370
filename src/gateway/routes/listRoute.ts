import { map } from 'rxjs';
import type { WorkflowExecution } from '../../models/index.js';
import type { ExecutionList } from '../../remote/wire/records.js';
import { listingsOf, selectExecutions, toRecord, watchExecutions } from '../../streams/index.js';
import { unlessSeen } from '../streams/unlessSeen.js';
import { versioned } from '../streams/versioned.js';
import type { Operation } from './Call.js';
import { readListQuery } from './readQuery.js';
import { events, json } from './responses.js';

/** The list of executions: its present as JSON, or all changes as server-sent events. */
export const listRoute: Operation = {
  name: 'readExecutions',
  facts: ({ url }) => {
    // Fails on a range that is empty.
    listingsOf(readListQuery(url.searchParams).selection);
    return {};
  },
  respond: call => {
    const { request, url, gateway, streams } = call;
    const { selection, limit } = readListQuery(url.searchParams);
    const { domain, scheduler } = gateway;
    const key = JSON.stringify([selection, limit]);
    if (!wantsEvents(request))
      return streams
        .get(`list ${key}`, () => selectExecutions(domain, selection, limit).pipe(map(toList)))
        .pipe(map(list => json(list)));
    const frames$ = streams.get(`live ${key}`, () =>
      versioned(watchExecutions(domain, selection, limit, { scheduler }).pipe(map(toList))),
    );
    return events(call, frames$.pipe(unlessSeen(request)), { latest: true });
  },
};

const wantsEvents = ({ headers }: Request): boolean =>
  (headers.get('accept') ?? '').includes('text/event-stream');

const toList = (executions: readonly WorkflowExecution[]): ExecutionList => ({
  items: executions.map(execution => toRecord(execution)),
});
