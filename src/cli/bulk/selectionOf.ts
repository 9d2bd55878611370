import { InvalidArgumentError } from '../../requests/index.js';
import type { ExecutionOperation } from '../../streams/bulk/ExecutionOperation.js';
import { omitUndefined } from '../../values/index.js';
import type { FilterOptions } from '../executions/FilterOptions.js';
import type { BulkOptions } from './BulkOptions.js';

/** States that are closed for good: a run that was continued as new goes on. */
const ended = { completed: true, failed: true, canceled: true, terminated: true, timedOut: true } as const;

/**
 * Returns the filter of a command that names no execution.
 *
 * @throws `InvalidArgumentError` if nothing says which executions it is for
 */
export function selectionOf(
  options: BulkOptions,
  { name, state }: Pick<ExecutionOperation, 'name' | 'state'>,
): FilterOptions {
  const { states, others, hasFilter } = filtersIn(options);
  const { all = false, runId } = options;
  if (runId !== undefined) throw new InvalidArgumentError('--run-id requires a workflow id');
  if (hasFilter && all) throw new InvalidArgumentError('Pass either filters or --all, not both');
  if (!hasFilter && !all)
    throw new InvalidArgumentError(
      `Pass a workflow id${name === 'signal' ? ' and the name of the signal' : ''}, filters, or --all for all ${state} executions of the domain`,
    );
  if (state === 'open') return { ...others, open: true };
  return { ...others, ...(Object.keys(states).length > 0 ? states : ended) };
}

/** Throws `InvalidArgumentError` if a command that names an execution has options of a selection too. */
export function checkNoSelection(id: string, options: BulkOptions): void {
  const { open = false, all = false, report } = options;
  if (filtersIn(options).hasFilter || open || all)
    throw new InvalidArgumentError(`Pass either a workflow id ("${id}") or filters, not both`);
  if (report !== undefined)
    throw new InvalidArgumentError('--report is for filters; leave it out beside a workflow id');
}

function filtersIn(options: BulkOptions) {
  const { closed, completed, failed, canceled, terminated, timedOut, continuedAsNew } = options;
  const { type, workflowId, tag, since, until } = options;
  const states = omitUndefined({ closed, completed, failed, canceled, terminated, timedOut, continuedAsNew });
  const others = omitUndefined({ type, workflowId, tag, since, until });
  // Where --open is allowed it is implied, so by itself it is no filter.
  return { states, others, hasFilter: Object.keys({ ...states, ...others }).length > 0 };
}
