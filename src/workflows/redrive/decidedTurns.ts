import { isReserved, reserved } from '../../decisions/reservedNames.js';
import type { Event } from '../../history/index.js';
import { TurnReader } from '../turns/TurnReader.js';
import type { DecidedTurn } from './Stage.js';

/**
 * Returns the turns of a run that were decided, in order, without the record of what the run itself took over, which
 * is a stage of its own.
 */
export function decidedTurns(events: Iterable<Event>): readonly DecidedTurn[] {
  const reader = new TurnReader();
  return [...reader.read(events), ...reader.end()].map(({ commands = [], ...turn }) => ({
    ...turn,
    commands: commands.filter(event => !isPart(event)),
  }));
}

const isPart = (event: Event) =>
  event.name === 'MarkerRecorded' && isReserved(event.attributes.markerName, reserved.redriven);
