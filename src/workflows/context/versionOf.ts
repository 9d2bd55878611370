import { recordMarker } from '../../decisions/index.js';
import { reserved } from '../../decisions/reservedNames.js';
import { checkText, limits } from '../../values/index.js';
import { retired } from '../commands/notes.js';
import type { VersionFunction } from '../definitions/WorkflowContext.js';
import { issueMarker } from './markers.js';
import type { Runtime } from './Runtime.js';

/**
 * The versions of a run. Each is a marker that is recorded at the first call: a replay finds it in the turn
 * that recorded it, and code that does not call `version` there is not the code that produced the history.
 */
export function versionOf(runtime: Runtime): VersionFunction {
  const known = new Map<string, boolean>();
  const isNew = (changeId: string, details: string | undefined): boolean => {
    checkText('changeId', changeId, limits.name - reserved.version.length - 1, 1);
    const before = known.get(changeId);
    if (before !== undefined) return before;
    runtime.commands.check(`version '${changeId}'`);
    const markerName = `${reserved.version}.${changeId}`;
    const answer = !runtime.isReplaying() || runtime.note(markerName) !== undefined;
    known.set(changeId, answer);
    if (answer) issueMarker(runtime.commands, markerName, recordMarker({ markerName, details }));
    return answer;
  };
  const version = (changeId: string) => isNew(changeId, undefined);
  return Object.freeze(
    Object.assign(version, {
      // Recorded as well, so that code that still calls `version` takes the new branch.
      retired: (changeId: string) => void isNew(changeId, retired),
    }),
  );
}
