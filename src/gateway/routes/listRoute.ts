import { map } from 'rxjs';
import type { WorkflowExecution } from '../../models/index.js';
import type { ExecutionList } from '../../remote/wire/records.js';
import {
  type ExecutionRecord,
  listingsOf,
  selectExecutions,
  toRecord,
  watchExecutions,
} from '../../streams/index.js';
import type { Operation } from './Call.js';
import { readListQuery } from './readQuery.js';
import { json, versions, wantsEvents } from './responses.js';

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
    const key = JSON.stringify(['list', selection, limit]);
    if (!wantsEvents(request))
      return streams
        .get(`once ${key}`, () => selectExecutions(domain, selection, limit).pipe(map(toList)))
        .pipe(map(list => json(list)));
    return versions(call, {
      key,
      values$: () => watchExecutions(domain, selection, limit, { scheduler }).pipe(map(toList)),
      identify: keyOf,
    });
  },
};

/** Records of models, which stay the same objects until something changes. */
const records = new WeakMap<WorkflowExecution, ExecutionRecord>();

function recordOf(execution: WorkflowExecution): ExecutionRecord {
  const record = records.get(execution) ?? toRecord(execution);
  records.set(execution, record);
  return record;
}

const toList = (executions: readonly WorkflowExecution[]): ExecutionList => ({
  items: executions.map(recordOf),
});

/** Returns what identifies an execution of a list. Its tags are identified by their place. */
const keyOf = (element: unknown, index: number): unknown =>
  typeof element === 'object' && element !== null && 'runId' in element ? element.runId : index;
