import type { EventLog } from './EventLog.js';

interface Entity {
  readonly state: string;
  readonly isOpen: boolean;
}

/** Returns the entity that an event is about. Throws unless it is in one of the states. */
export function inState<E extends Entity>(
  log: EventLog,
  event: string,
  subject: string,
  entity: E | undefined,
  states: readonly E['state'][],
): E {
  if (entity === undefined) return log.refuse(event, `there is no ${subject}`);
  if (states.includes(entity.state)) return entity;
  return log.refuse(event, `${subject} is ${entity.state}, not ${states.join(' or ')}`);
}

/** Throws if an entity is open, so that its id can't be used again. */
export function checkIdIsFree(
  log: EventLog,
  event: string,
  subject: string,
  entity: Entity | undefined,
): void {
  if (entity?.isOpen) log.refuse(event, `${subject} is ${entity.state}`);
}
