import type { History } from 'rx-swf';
import type { DurableExecution } from 'rx-swf/workflows';
import { lastValueFrom } from 'rxjs';

/** Returns the identities of the workers that took the decision tasks, and the types of the timeouts in between. */
export async function turnsOf(execution: DurableExecution<unknown>): Promise<string[]> {
  const history: History = await lastValueFrom(execution.history());
  return [...history].flatMap(event => {
    if (event.name === 'DecisionTaskStarted') return [event.attributes.identity ?? ''];
    return event.name === 'DecisionTaskTimedOut' ? [event.attributes.timeoutType ?? ''] : [];
  });
}
