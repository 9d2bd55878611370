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

const refused = (message: string) => new Problem(400, 'InvalidBody', message, { resource: 'filter' });
