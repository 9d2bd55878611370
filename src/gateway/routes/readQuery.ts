import type { ExecutionSelection } from '../../streams/index.js';
import { omitUndefined } from '../../values/index.js';
import { Problem } from '../errors/Problem.js';

/** Query parameters of a selection of executions. */
const selectionNames = [
  'open',
  'closed',
  'completed',
  'failed',
  'canceled',
  'terminated',
  'timedOut',
  'continuedAsNew',
  'type',
  'workflowId',
  'tag',
  'since',
  'until',
] as const;

/** Largest number of executions in a list. */
export const mostListed = 10_000;

/** A selection of executions, and the most that are wanted. */
export interface ListQuery {
  readonly selection: ExecutionSelection;
  readonly limit: number;
}

/**
 * Returns the selection that a query describes.
 *
 * @throws `Problem` with status 400 that names a parameter which is unknown or not valid
 */
export function readListQuery(query: URLSearchParams): ListQuery {
  return { selection: readSelection(query, ['limit']), limit: limitOf(query.get('limit')) };
}

/**
 * Returns the selection that a query describes.
 *
 * @param others - other parameters that the route has
 * @throws `Problem` with status 400 that names a parameter which is unknown or not valid
 */
export function readSelection(query: URLSearchParams, others: readonly string[] = []): ExecutionSelection {
  checkNames(query, [...selectionNames, ...others], ['tag']);
  const flag = (name: string) => flagOf(name, query.get(name));
  const tags = query.getAll('tag');
  return omitUndefined({
    open: flag('open'),
    closed: flag('closed'),
    completed: flag('completed'),
    failed: flag('failed'),
    canceled: flag('canceled'),
    terminated: flag('terminated'),
    timedOut: flag('timedOut'),
    continuedAsNew: flag('continuedAsNew'),
    type: typeOf(query.get('type')),
    workflowId: query.get('workflowId') ?? undefined,
    tag: tags.length === 0 ? undefined : tags,
    since: timeOf('since', query.get('since')),
    until: timeOf('until', query.get('until')),
  });
}

/**
 * Returns the run that a query names.
 *
 * @param others - other parameters that the route has
 * @throws `Problem` with status 400 for any other parameter
 */
export function readRunQuery(query: URLSearchParams, others: readonly string[] = []): string | undefined {
  checkNames(query, ['runId', ...others]);
  const runId = query.get('runId') ?? undefined;
  if (runId === '' || (runId !== undefined && runId.length > 64))
    throw invalid('runId', 'must be a text of 1 to 64 characters');
  return runId;
}

/** Throws a `Problem` with status 400 for a parameter that is unknown, or repeated. */
export function checkNames(
  query: URLSearchParams,
  names: readonly string[],
  repeatable: readonly string[] = [],
): void {
  const seen = new Set<string>();
  for (const name of query.keys()) {
    if (!names.includes(name))
      throw new Problem(
        400,
        'UnknownParameter',
        `Unknown parameter ${JSON.stringify(name.slice(0, 64))}. ${
          names.length === 0 ? 'There are none' : `Expected one of: ${names.join(', ')}`
        }`,
        { resource: name.slice(0, 64) },
      );
    if (seen.has(name) && !repeatable.includes(name)) throw invalid(name, 'may be given once');
    seen.add(name);
  }
}

const invalid = (name: string, rule: string) =>
  new Problem(400, 'InvalidParameter', `${name} ${rule}`, { resource: name });

/** Returns one of several values, or `undefined`. */
export function oneOf<const T extends string>(
  name: string,
  text: string | null,
  allowed: readonly T[],
): T | undefined {
  if (text === null) return undefined;
  const found = allowed.find(value => value === text);
  if (found === undefined) throw invalid(name, `must be one of ${allowed.join(', ')}`);
  return found;
}

/** Returns the value of a flag. A name without a value is true. */
export function flagOf(name: string, text: string | null): boolean | undefined {
  if (text === null) return undefined;
  if (text === '' || text === 'true') return true;
  if (text === 'false') return false;
  throw invalid(name, 'must be true or false');
}

function typeOf(text: string | null): ExecutionSelection['type'] {
  if (text === null) return undefined;
  const at = text.lastIndexOf('@');
  const [name, version] = at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
  if (name === '' || version === '') throw invalid('type', 'must be a name, or name@version');
  return omitUndefined({ name, version });
}

export function timeOf(name: string, text: string | null): Date | undefined {
  if (text === null) return undefined;
  const isIso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  const time = new Date(text);
  if (!isIso || Number.isNaN(time.getTime()))
    throw invalid(name, 'must be an ISO time, such as 2026-01-31T12:00:00Z');
  return time;
}

function limitOf(text: string | null): number {
  if (text === null) return 100;
  const limit = Number(text);
  if (/^\d{1,5}$/.test(text) && limit >= 1 && limit <= mostListed) return limit;
  throw invalid('limit', `must be an integer of 1 to ${mostListed}`);
}
