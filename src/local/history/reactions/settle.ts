import type { Region } from '../../state/Region.js';
import { expire } from '../expire.js';
import { record } from '../record.js';
import { react } from './index.js';

/**
 * Applies everything that is due at `region.now`: effects of recorded events on other executions, and
 * deadlines that have been reached.
 *
 * Deadlines are taken one at a time, because each can record events whose effects come before the next
 * deadline, and can set or remove other deadlines. When this returns, there are no pending reactions and no
 * oversized executions, and the next deadline is in the future.
 */
export function settle(region: Region): void {
  for (;;) {
    applyReactions(region);
    const next = region.nextDeadline;
    if (next === undefined || next.at > region.now) return;
    region.setDeadline(next, undefined);
    expire(next.due);
  }
}

function applyReactions({ pendingReactions, oversized }: Region): void {
  while (pendingReactions.length > 0 || oversized.size > 0) {
    // Reactions can add to the list while it is iterated.
    for (const pending of pendingReactions) react(pending);
    pendingReactions.length = 0;
    for (const execution of oversized) {
      oversized.delete(execution);
      if (execution.open === undefined) continue;
      const { childPolicy } = execution.configuration;
      record(execution, 'WorkflowExecutionTerminated', { childPolicy, cause: 'EVENT_LIMIT_EXCEEDED' });
    }
  }
}
