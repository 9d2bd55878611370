import { isReserved, reserved } from '../../decisions/reservedNames.js';
import type { Command } from './Command.js';
import type { Note } from './notes.js';

/** Returns the side effects among commands: their marker names, and their values. */
export const effectsIn = (commands: Iterable<Command>): Note[] =>
  [...commands]
    .filter(({ id }) => isReserved(id, reserved.sideEffect))
    .map(({ id, decision }) => [id, decision.recordMarkerDecisionAttributes?.details]);
