import { reserved } from '../../decisions/reservedNames.js';
import type { Event } from '../../history/index.js';
import { jsonConverter } from '../../payloads/index.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { firstSemantics, knownRules, type Semantics } from './Semantics.js';

/**
 * Returns the rules of an execution, which are fixed by its first decision.
 *
 * @param commands - the events of the first decision; `undefined` if it is made now, by the rules `ours`
 * @throws `DeterminismError` for rules that this version of the library does not support
 */
export function semanticsOf(commands: readonly Event[] | undefined, ours: Semantics): Semantics {
  if (commands === undefined) return ours;
  for (const event of commands) {
    if (event.name !== 'MarkerRecorded' || event.attributes.markerName !== reserved.semantics) continue;
    return checked(jsonConverter.fromPayload(event.attributes.details ?? '') as Semantics);
  }
  return firstSemantics;
}

/** Rules that this version doesn't know would be violated silently. */
function checked(semantics: Semantics): Semantics {
  const unknown = Object.keys(semantics).filter(rule => !knownRules.has(rule));
  if (unknown.length === 0) return semantics;
  throw new DeterminismError(
    `The execution was started by a newer version of rx-swf, with replay rules that this version does not know: ${unknown.join(', ')}`,
    'Use the newer version for all workers of the task list',
  );
}
