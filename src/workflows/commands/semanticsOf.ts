import type { Event } from '../../history/index.js';
import { jsonConverter } from '../../payloads/index.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { marks } from './marks.js';
import { firstSemantics, knownFlags, type Semantics } from './Semantics.js';

/**
 * Returns the rules of an execution, which are fixed by its first decision.
 *
 * @param commands - the events of the first decision; `undefined` if it is made now, by the rules `ours`
 * @throws `DeterminismError` for rules that this version of the library does not support
 */
export function semanticsOf(commands: readonly Event[] | undefined, ours: Semantics): Semantics {
  if (commands === undefined) return ours;
  for (const event of commands) {
    if (event.name !== 'MarkerRecorded' || event.attributes.markerName !== marks.semantics) continue;
    return checked(jsonConverter.fromPayload(event.attributes.details ?? '') as Semantics);
  }
  return firstSemantics;
}

/** Unknown rules would be violated silently. */
function checked(semantics: Semantics): Semantics {
  const unknown = semantics.flags.filter(flag => !knownFlags.includes(flag));
  if (unknown.length === 0) return semantics;
  throw new DeterminismError(
    `The execution was begun by a newer version of rx-swf, by rules that this one does not know (${unknown})`,
    'Let workers with the newer version decide it, and give workers of one task list the same version',
  );
}
