import type { Lane } from 'rx-swf/timeline';
import { keyOfRun } from './useChildren.js';

/** Most runs of a lane that are opened at once: each is read by itself. */
const most = 10;

/** Returns the keys of the latest runs of a child's lane, which can be opened in place. */
export function childrenOf({ kind, id, spans }: Lane): readonly string[] {
  if (kind !== 'child') return [];
  return spans.slice(-most).flatMap(({ runId }) => (runId === undefined ? [] : [keyOfRun(id, runId)]));
}
