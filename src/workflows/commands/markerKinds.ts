import { isReserved, reserved } from '../../decisions/reservedNames.js';
import type { Event } from '../../history/index.js';
import type { Described } from './Command.js';
import { retiredDetails } from './notes.js';

// Activities and executions may have whatever id they are given.
/** Returns whether a marker is not a command of the workflow. */
export const isNote = ({ kind, id }: Described) =>
  kind === 'RecordMarker' && (isReserved(id, reserved.semantics) || isReserved(id, reserved.amended));
/** Returns whether a timer triggers the next answer. */
export const isWake = ({ kind, id }: Described) => kind === 'StartTimer' && isReserved(id, reserved.next);
/** Returns whether a marker records a version. */
export const isVersion = ({ kind, id }: Described) =>
  kind === 'RecordMarker' && isReserved(id, reserved.version);

/**
 * Returns whether the code may omit a version marker: the version is retired, or SWF did not record the
 * marker.
 */
export const isOptionalVersion = (event: Event) =>
  event.name !== 'MarkerRecorded' || event.attributes.details === retiredDetails;
