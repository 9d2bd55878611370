import type { History } from '../../history/index.js';
import type { EntityRecord, StateRecord } from '../../remote/wire/records.js';

/** Returns the state of an execution in JSON. */
export function stateRecord(history: History): StateRecord {
  const { activities, timers, childExecutions, lambdaFunctions, signals } = history;
  return {
    lastEventId: history.lastEventId,
    execution: history.execution.toJSON(),
    activities: recordsOf(activities.toJSON()),
    timers: recordsOf(timers.toJSON()),
    childExecutions: recordsOf(childExecutions.toJSON()),
    lambdaFunctions: recordsOf(lambdaFunctions.toJSON()),
    signals: recordsOf(signals.toJSON()),
    externalSignals: recordsOf(history.externalSignals.toJSON()),
    externalCancels: recordsOf(history.externalCancels.toJSON()),
    markers: recordsOf(history.markers.toJSON()),
  };
}

const recordsOf = (entities: readonly { toJSON(): Record<string, unknown> }[]): readonly EntityRecord[] =>
  entities.map(entity => entity.toJSON());
