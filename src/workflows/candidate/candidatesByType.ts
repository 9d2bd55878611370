import { refuse, typeKey } from '../../values/index.js';
import type { AnyWorkflow } from '../definitions/workflow.js';

/**
 * Returns the candidate for each type of a worker: the one of the same name and version, or else of the same name and a
 * version that the worker doesn't have.
 *
 * @throws `InvalidArgumentError` for a candidate that would never be called, or if there are several for one type
 */
export function candidatesByType(
  candidates: readonly AnyWorkflow[],
  workflows: readonly AnyWorkflow[],
): ReadonlyMap<string, AnyWorkflow> {
  const found = new Map<string, AnyWorkflow>();
  const types = new Set(workflows.map(typeKey));
  const isNew = (candidate: AnyWorkflow) => !types.has(typeKey(candidate));
  for (const workflow of workflows) {
    const named = candidates.filter(({ name }) => name === workflow.name);
    const same = named.find(({ version }) => version === workflow.version);
    const next = named.filter(isNew);
    if (same === undefined && next.length > 1)
      refuse('candidate', next.map(typeKey).join(', '), `only one candidate for ${typeKey(workflow)}`);
    const candidate = same ?? next[0];
    if (candidate !== undefined) found.set(typeKey(workflow), candidate);
  }
  const used = new Set(found.values());
  const unused = candidates.find(candidate => !used.has(candidate));
  if (unused !== undefined)
    refuse(
      'candidate',
      typeKey(unused),
      `a workflow that this worker has: ${workflows.map(typeKey).join(', ')}`,
    );
  return found;
}
