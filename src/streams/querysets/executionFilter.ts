import type {
  CloseStatus,
  ExecutionTimeFilter,
  ListClosedWorkflowExecutionsInput,
  ListOpenWorkflowExecutionsInput,
} from '@aws-sdk/client-swf';
import { closeStatuses } from '../../models/index.js';
import {
  checkIsOptions,
  checkOptions,
  InvalidArgumentError,
  isInstance,
  type OptionNames,
} from '../../requests/index.js';
import { checkName, checkOneOf, checkText, limits, omitUndefined, refuse } from '../../values/index.js';

/** A point in time: a `Date`, or a number of days ago from 0 to 36,525 (fractions allowed). */
export type DateOrDaysAgo = Date | number;

/**
 * Filters for both open and closed executions. At most one of `workflowId`, `workflowType` and `tag` may be
 * set.
 */
interface AnyFilter {
  /** Matches exactly this workflow id. */
  readonly workflowId?: string;
  /** Matches this type; without `version`, all versions of it. */
  readonly workflowType?: { readonly name: string; readonly version?: string };
  /** Matches executions that have this tag. */
  readonly tag?: string;
  /** Started at or after this time. @defaultValue no lower bound */
  readonly startOldestDate?: DateOrDaysAgo;
  /** Started at or before this time. @defaultValue now */
  readonly startLatestDate?: DateOrDaysAgo;
  /** Lists the oldest first instead of the newest. @defaultValue false */
  readonly reverseOrder?: boolean;
}

/** Filter for open executions. */
export interface OpenFilter extends AnyFilter {
  readonly status?: 'OPEN';
  readonly closeStatus?: never;
  readonly closeOldestDate?: never;
  readonly closeLatestDate?: never;
}

/**
 * Filter for closed executions. `closeStatus` cannot be combined with `workflowId`, `workflowType` or `tag`.
 * A start range and a close range exclude each other; the one that is set determines the order of the
 * results.
 */
export interface ClosedFilter extends AnyFilter {
  readonly status: 'CLOSED';
  /** Matches executions that closed with this status. */
  readonly closeStatus?: CloseStatus;
  /** Closed at or after this time. */
  readonly closeOldestDate?: DateOrDaysAgo;
  /** Closed at or before this time. */
  readonly closeLatestDate?: DateOrDaysAgo;
}

/** Filter for open and closed executions together. A listing of them begins with the open ones. */
export interface AnyStatusFilter extends AnyFilter {
  readonly status: 'ANY';
  readonly closeStatus?: never;
  readonly closeOldestDate?: never;
  readonly closeLatestDate?: never;
}

/** Filter and order of an execution listing. */
export type ExecutionFilter = OpenFilter | ClosedFilter | AnyStatusFilter;

/** Names of all execution filters. */
export const executionFilter: OptionNames<ExecutionFilter> = {
  status: true,
  workflowId: true,
  workflowType: true,
  tag: true,
  startOldestDate: true,
  startLatestDate: true,
  closeStatus: true,
  closeOldestDate: true,
  closeLatestDate: true,
  reverseOrder: true,
};

const closedOnly = ['closeStatus', 'closeOldestDate', 'closeLatestDate'] as const;
const exclusive = ['workflowId', 'workflowType', 'tag', 'closeStatus'] as const;
const dates = ['startOldestDate', 'startLatestDate', 'closeOldestDate', 'closeLatestDate'] as const;
const millisecondsPerDay = 86_400_000;
/** A hundred years. A larger number is most likely a time since the epoch, in seconds or milliseconds. */
const mostDays = 36_525;

/** Throws `InvalidArgumentError` for a filter, or a combination of filters, that SWF would refuse. */
export function checkExecutionFilter(filter: ExecutionFilter): void {
  const { status = 'OPEN', workflowId, workflowType, tag, closeStatus } = filter;
  checkOneOf('status', status, ['OPEN', 'CLOSED', 'ANY']);
  for (const name of closedOnly) {
    if (status !== 'CLOSED' && filter[name] !== undefined)
      throw new InvalidArgumentError(`${name} requires status: 'CLOSED'`, { resource: name });
  }
  const given = exclusive.filter(name => filter[name] !== undefined);
  if (given.length > 1) refuseTogether(given, `only one of ${exclusive.join(', ')}`);
  if (workflowId !== undefined) checkName('workflowId', workflowId);
  if (workflowType !== undefined) {
    checkType(workflowType);
    checkName('workflowType.name', workflowType.name);
  }
  if (workflowType?.version !== undefined)
    checkName('workflowType.version', workflowType.version, limits.version);
  if (tag !== undefined) checkText('tag', tag, limits.tag, 1);
  if (closeStatus !== undefined) checkOneOf('closeStatus', closeStatus, closeStatuses);
  checkDates(filter);
}

/** Accepts a model or any object with a name and version, but rejects a misspelled `version`. */
function checkType(type: NonNullable<ExecutionFilter['workflowType']>): void {
  checkIsOptions('workflowType', type);
  if (type.version === undefined) checkOptions('workflowType', type, { name: true, version: true });
}

function checkDates(filter: ExecutionFilter): void {
  for (const name of dates) checkDateOrDaysAgo(name, filter[name]);
  const [startGiven, closeGiven] = [range(filter, 'start'), range(filter, 'close')];
  if (startGiven.length > 0 && closeGiven.length > 0)
    refuseTogether([...startGiven, ...closeGiven], 'either a range of start times or one of close times');
  for (const kind of ['start', 'close'] as const) {
    const [oldest, latest] = [filter[`${kind}OldestDate`], filter[`${kind}LatestDate`]];
    // A Date can be compared with a number of days only at subscription, when "now" is known.
    if (typeof oldest === typeof latest) checkOrder(kind, oldest, latest, Date.now());
  }
}

function checkOrder(
  kind: 'start' | 'close',
  oldest: DateOrDaysAgo | undefined,
  latest: DateOrDaysAgo | undefined,
  now: number,
): void {
  if (oldest === undefined || latest === undefined || toDate(oldest, now) <= toDate(latest, now)) return;
  refuse(`${kind}OldestDate`, oldest, `at or before ${kind}LatestDate`);
}

function refuseTogether(names: readonly string[], accepted: string): never {
  const resource = names.join(' and ');
  throw new InvalidArgumentError(`${resource} cannot be combined: SWF accepts ${accepted}`, { resource });
}

function checkDateOrDaysAgo(name: string, value: DateOrDaysAgo | undefined): void {
  if (value === undefined) return;
  const isValid =
    typeof value === 'number'
      ? value >= 0 && value <= mostDays
      : isInstance(value, Date) && !Number.isNaN(value.getTime());
  if (isValid) return;
  refuse(
    name,
    value,
    'a valid Date or a number of days ago from 0 to 36,525 (for a time since the epoch, pass a Date)',
  );
}

function range(filter: ExecutionFilter, kind: 'start' | 'close') {
  return ([`${kind}OldestDate`, `${kind}LatestDate`] as const).filter(name => filter[name] !== undefined);
}

/**
 * Converts a checked filter to the input of SWF's four operations. Days ago count back from `now`
 * (milliseconds).
 */
export function toFilterInput(domain: string, filter: ExecutionFilter, now: number) {
  const { workflowId, workflowType, tag, closeStatus, reverseOrder } = filter;
  const byClose = range(filter, 'close').length > 0;
  const kind = byClose ? 'close' : 'start';
  const [oldest, latest] = [filter[`${kind}OldestDate`], filter[`${kind}LatestDate`]];
  checkOrder(kind, oldest, latest, now);
  const times = timeFilter(oldest, latest, now);
  return {
    domain,
    startTimeFilter: byClose ? undefined : times,
    ...omitUndefined({
      closeTimeFilter: byClose ? times : undefined,
      executionFilter: workflowId === undefined ? undefined : { workflowId },
      typeFilter: workflowType && { name: workflowType.name, version: workflowType.version },
      tagFilter: tag === undefined ? undefined : { tag },
      closeStatusFilter: closeStatus === undefined ? undefined : { status: closeStatus },
      reverseOrder,
    }),
  } satisfies ListClosedWorkflowExecutionsInput & ListOpenWorkflowExecutionsInput;
}

function timeFilter(
  oldest: DateOrDaysAgo | undefined,
  latest: DateOrDaysAgo | undefined,
  now: number,
): ExecutionTimeFilter {
  return {
    oldestDate: oldest === undefined ? new Date(0) : toDate(oldest, now),
    ...omitUndefined({ latestDate: latest === undefined ? undefined : toDate(latest, now) }),
  };
}

/** Converts a point in time. Days ago count back from `now` (milliseconds). */
export function toDate(value: DateOrDaysAgo, now: number): Date {
  return typeof value === 'number' ? new Date(Math.max(0, now - value * millisecondsPerDay)) : value;
}
