import { reserved } from '../../decisions/reservedNames.js';
import type { Event } from '../../history/index.js';
import type { CommandIdentity } from '../turns/CommandIdentity.js';
import type { HistoryMismatch } from './NonDeterminismError.js';

/** Describes a command that is issued with the input that another one was recorded with. */
export function inputsSwapped({ id }: Event): Pick<HistoryMismatch, 'but' | 'remedy'> {
  return {
    but: `issues it with the input of event ${id}`,
    remedy:
      'Commands of the same type were reordered, and would get each other’s results. Keep their order for running ' +
      'executions (context.version), and give concurrent commands of the same type their own ids: activityId for an ' +
      'activity, workflowId for a child',
  };
}

/** Describes a recorded version that the code does not check. */
export function versionNotCalled({ id }: CommandIdentity): Pick<HistoryMismatch, 'but' | 'remedy'> {
  const changeId = id.slice(reserved.version.length + 1);
  return {
    but: `does not call version '${changeId}'`,
    remedy:
      'Newer code recorded it. If this worker runs older code, leave the execution to workers with the newer code. If ' +
      `context.version('${changeId}') was deleted, replace it with context.version.retired('${changeId}') until no ` +
      'execution has the marker',
  };
}
