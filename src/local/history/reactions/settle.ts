import type { Region } from '../../state/Region.js';
import { expire } from '../deadlines.js';
import { record } from '../record.js';
import { react } from './index.js';

/** Does all that is due by now: consequences of what was done, and deadlines that have been reached. */
export function settle(region: Region): void {
  for (;;) {
    drawConsequences(region);
    const next = region.nextDeadline;
    if (next === undefined || next.at > region.now) return;
    region.setDeadline(next, undefined);
    expire(next.due);
  }
}

function drawConsequences({ followUps, oversized }: Region): void {
  while (followUps.length > 0 || oversized.size > 0) {
    // The list grows while it is worked off.
    for (const followUp of followUps) react(followUp);
    followUps.length = 0;
    for (const execution of oversized) {
      oversized.delete(execution);
      if (execution.open === undefined) continue;
      const { childPolicy } = execution.configuration;
      record(execution, 'WorkflowExecutionTerminated', { childPolicy, cause: 'EVENT_LIMIT_EXCEEDED' });
    }
  }
}
