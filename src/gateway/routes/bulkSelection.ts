import { queryOf } from '../../remote/RemoteFilter.js';
import type { ExecutionSelection } from '../../streams/index.js';
import { Problem } from '../errors/Problem.js';
import { readSelection } from './readQuery.js';

/** States that are closed for good: a run that was continued as new goes on. */
const ended = { completed: true, failed: true, canceled: true, terminated: true, timedOut: true } as const;

/**
 * Returns the executions that the filter of a bulk action selects.
 *
 * @param state - state of the executions that the action is for
 * @throws `Problem` with status 400 for a filter that is not valid, selects nothing by itself, or is for another state
 */
export function bulkSelection(filter: unknown, state: 'open' | 'closed'): ExecutionSelection {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter))
    throw refused('filter must be an object');
  for (const [name, value] of Object.entries(filter))
    if (!isSimple(value))
      throw refused(`${name} of the filter is neither a text, a flag, a list of texts nor a type`);
  const { open, ...others } = readSelection(new URLSearchParams(queryOf(filter)));
  const { closed, completed, failed, canceled, terminated, timedOut, continuedAsNew, ...rest } = others;
  const closedStates = { closed, completed, failed, canceled, terminated, timedOut, continuedAsNew };
  const wantsClosed = Object.values(closedStates).some(wanted => wanted === true);
  if (open !== true && !wantsClosed && Object.keys(rest).length === 0)
    throw refused(`filter must select executions. { "${state}": true } selects all that are ${state}`);
  if (state === 'open' ? wantsClosed : open === true)
    throw refused(`filter must select ${state} executions: the action is not for others`);
  if (state === 'open') return { ...rest, open: true };
  return wantsClosed ? others : { ...rest, ...ended };
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Returns whether a value is one that the query of a list can have. */
const isSimple = (value: unknown): boolean =>
  isText(value) || typeof value === 'boolean' || (Array.isArray(value) ? value.every(isText) : isType(value));

const isType = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  isText(Reflect.get(value, 'name')) &&
  ['string', 'undefined'].includes(typeof Reflect.get(value, 'version'));

const refused = (message: string) => new Problem(400, 'InvalidBody', message, { resource: 'filter' });
