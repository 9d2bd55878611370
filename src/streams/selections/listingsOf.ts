import type { CloseStatus } from '@aws-sdk/client-swf';
import type { WorkflowExecution } from '../../models/index.js';
import { InvalidArgumentError } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import type { ExecutionFilter } from '../querysets/executionFilter.js';
import type { ExecutionSelection } from './ExecutionSelection.js';

/** A listing of SWF that has some of the selected executions, and the part of the filter that SWF can't apply. */
export interface FilteredListing {
  readonly filter: ExecutionFilter;
  readonly matches: (execution: WorkflowExecution) => boolean;
  /** True if all that the listing has is selected. */
  readonly isExact: boolean;
}

const closeStatuses = {
  completed: 'COMPLETED',
  failed: 'FAILED',
  canceled: 'CANCELED',
  terminated: 'TERMINATED',
  timedOut: 'TIMED_OUT',
  continuedAsNew: 'CONTINUED_AS_NEW',
} as const satisfies Partial<Record<keyof ExecutionSelection, CloseStatus>>;

/**
 * Returns the listings to read for a selection. SWF applies one of workflow id, type, tag and close status; the
 * rest is applied to what it lists.
 *
 * @throws `InvalidArgumentError` if the range of times is empty
 */
export function listingsOf(options: ExecutionSelection): readonly FilteredListing[] {
  const wanted = Object.entries(closeStatuses).flatMap(([name, status]) =>
    options[name as keyof typeof closeStatuses] ? [status] : [],
  );
  const wantsAll = !options.open && !options.closed && wanted.length === 0;
  const isClosedOnly = !wantsAll && !options.open;
  const { workflowId, type: workflowType, tag: tags = [], since, until } = options;
  if (since !== undefined && until !== undefined && since > until)
    throw new InvalidArgumentError('since must be at or before until', { resource: 'since' });
  const started = omitUndefined({ startOldestDate: since, startLatestDate: until });
  const closed = isClosedOnly ? omitUndefined({ closeOldestDate: since, closeLatestDate: until }) : started;

  const [subject, left] =
    workflowId !== undefined
      ? [{ workflowId }, matchesType(workflowType, tags)]
      : workflowType !== undefined
        ? [{ workflowType }, matchesType(undefined, tags)]
        : [tags[0] === undefined ? {} : { tag: tags[0] }, matchesType(undefined, tags.slice(1))];
  const hasSubject = Object.keys(subject).length > 0;
  const isExact = left === undefined;
  const matches = left ?? (() => true);

  const listings: FilteredListing[] = [];
  if (wantsAll || options.open)
    listings.push({ filter: { status: 'OPEN', ...subject, ...started }, matches, isExact });
  if (wantsAll || options.closed)
    return [...listings, { filter: { status: 'CLOSED', ...subject, ...closed }, matches, isExact }];
  if (hasSubject && wanted.length > 0) {
    const hasStatus = ({ closeStatus }: WorkflowExecution) => wanted.some(status => status === closeStatus);
    return [
      ...listings,
      {
        filter: { status: 'CLOSED', ...subject, ...closed },
        matches: execution => hasStatus(execution) && matches(execution),
        isExact: false,
      },
    ];
  }
  return [
    ...listings,
    ...wanted.map(closeStatus => ({
      filter: { status: 'CLOSED', closeStatus, ...closed } as const,
      matches,
      isExact,
    })),
  ];
}

/** Returns a check of what SWF is not asked for, or `undefined` if nothing is left. */
function matchesType(
  type: ExecutionSelection['type'],
  tags: readonly string[],
): FilteredListing['matches'] | undefined {
  if (type === undefined && tags.length === 0) return undefined;
  return ({ workflowType, tagList = [] }) =>
    (type === undefined ||
      (workflowType?.name === type.name &&
        (type.version === undefined || workflowType.version === type.version))) &&
    tags.every(tag => tagList.includes(tag));
}
