import type { History } from '../../history/index.js';
import type { EntityRecord, StateRecord } from '../../remote/wire/records.js';

type Entity = { toJSON(): Record<string, unknown> };

/** Records of entities, which stay the same objects until something changes: entities are immutable. */
const records = new WeakMap<Entity, EntityRecord>();

/** Returns the state of an execution in JSON. Parts that have not changed are the same objects as before. */
export function stateRecord(history: History): StateRecord {
  const { activities, timers, childExecutions, lambdaFunctions, signals } = history;
  return {
    lastEventId: history.lastEventId,
    execution: history.execution.toJSON(),
    activities: activities.all.map(recordOf),
    timers: timers.all.map(recordOf),
    childExecutions: childExecutions.all.map(recordOf),
    lambdaFunctions: lambdaFunctions.all.map(recordOf),
    signals: signals.all.map(recordOf),
    externalSignals: history.externalSignals.all.map(recordOf),
    externalCancels: history.externalCancels.all.map(recordOf),
    markers: history.markers.all.map(recordOf),
  };
}

function recordOf(entity: Entity): EntityRecord {
  const record = records.get(entity) ?? entity.toJSON();
  records.set(entity, record);
  return record;
}
