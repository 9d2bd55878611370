import { faults } from '../api/faults.js';
import type { Input } from '../api/Operations.js';
import { fromWireTime } from '../api/wire.js';
import type { Execution } from '../state/Execution.js';
import type { Region } from '../state/Region.js';
import type { SortedList } from '../state/SortedList.js';
import type { Facet } from '../state/Visibility.js';
import { infoOf } from './executions.js';
import { findDomain } from './lookups.js';
import type { Operation } from './Operation.js';
import { type Bounds, listPage, span } from './paging.js';

type OpenInput = Input<'CountOpenWorkflowExecutions'>;
type ClosedInput = Input<'CountClosedWorkflowExecutions'>;
type Filters = Omit<ClosedInput, 'domain' | 'startTimeFilter' | 'closeTimeFilter'>;
type TimeFilter = OpenInput['startTimeFilter'];

/** A query in terms of the visibility indexes. */
interface Selection {
  readonly items: SortedList<Execution>;
  readonly bounds: Bounds;
  readonly query: readonly unknown[];
}

const exclusive = ['executionFilter', 'typeFilter', 'tagFilter', 'closeStatusFilter'] as const;

function facetOf(filters: Filters): Facet {
  const [one, two] = exclusive.filter(name => filters[name] !== undefined);
  if (one !== undefined && two !== undefined) {
    throw faults.validation(`Cannot specify both a ${one} and a ${two}`);
  }
  const { executionFilter, typeFilter, tagFilter, closeStatusFilter } = filters;
  if (executionFilter) return { by: 'workflowId', value: executionFilter.workflowId };
  if (typeFilter) return { by: 'type', name: typeFilter.name, version: typeFilter.version || undefined };
  if (tagFilter) return { by: 'tag', value: tagFilter.tag };
  if (closeStatusFilter) return { by: 'status', value: closeStatusFilter.status };
  return { by: 'all' };
}

function boundsOf({ oldestDate, latestDate }: TimeFilter): Bounds {
  if (latestDate !== undefined && oldestDate > latestDate) {
    throw faults.validation('The oldest date of a time filter must not be after the latest date');
  }
  return {
    low: [fromWireTime(oldestDate)],
    high: latestDate === undefined ? undefined : [fromWireTime(latestDate)],
  };
}

function selectOpen(region: Region, input: OpenInput): Selection {
  const { visibility } = findDomain(region, input.domain);
  const facet = facetOf(input);
  const bounds = boundsOf(input.startTimeFilter);
  return { items: visibility.open(facet), bounds, query: ['open', input.domain, facet, bounds] };
}

function selectClosed(region: Region, input: ClosedInput): Selection {
  const { visibility } = findDomain(region, input.domain);
  const { startTimeFilter, closeTimeFilter, domain } = input;
  if (startTimeFilter && closeTimeFilter) {
    throw faults.validation('Cannot specify both a startTimeFilter and a closeTimeFilter');
  }
  const facet = facetOf(input);
  if (startTimeFilter) {
    const bounds = boundsOf(startTimeFilter);
    return {
      items: visibility.closedByStart(facet),
      bounds,
      query: ['closed by start', domain, facet, bounds],
    };
  }
  if (!closeTimeFilter) throw faults.validation('Must specify time filter');
  const bounds = boundsOf(closeTimeFilter);
  return {
    items: visibility.closedByClose(facet),
    bounds,
    query: ['closed by close', domain, facet, bounds],
  };
}

function count({ items, bounds }: Selection) {
  const { from, to } = span(items, bounds);
  return { count: to - from, truncated: false };
}

export const listOpenWorkflowExecutions: Operation<'ListOpenWorkflowExecutions'> = (region, input) => {
  const descending = !input.reverseOrder;
  const { page, nextPageToken } = listPage(region, { ...selectOpen(region, input), descending, input });
  return { executionInfos: page.map(infoOf), nextPageToken };
};

export const listClosedWorkflowExecutions: Operation<'ListClosedWorkflowExecutions'> = (region, input) => {
  const descending = !input.reverseOrder;
  const { page, nextPageToken } = listPage(region, { ...selectClosed(region, input), descending, input });
  return { executionInfos: page.map(infoOf), nextPageToken };
};

export const countOpenWorkflowExecutions: Operation<'CountOpenWorkflowExecutions'> = (region, input) =>
  count(selectOpen(region, input));

export const countClosedWorkflowExecutions: Operation<'CountClosedWorkflowExecutions'> = (region, input) =>
  count(selectClosed(region, input));
