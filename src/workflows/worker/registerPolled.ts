import { map, type Observable, tap } from 'rxjs';
import type { Domain } from '../../models/index.js';
import { callSafely, type Retry } from '../../requests/index.js';
import type { ActorOptions } from '../../streams/index.js';
import { omitUndefined } from '../../values/index.js';
import type { AnyActivity } from '../definitions/activityType.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import { registerEach } from './register.js';

/** The options of a worker that its registration uses. */
export interface RegisterPolledOptions extends Pick<ActorOptions, 'backoff' | 'logger' | 'scheduler'> {
  readonly onRetry?: ((retry: Retry) => void) | undefined;
}

/**
 * Registers the types of a worker, with its first list as the default of those that set none. Warns about
 * types whose tasks go to a list that the worker does not poll: unless other workers do, these tasks wait
 * forever.
 */
export function registerPolled(
  domain: Domain,
  taskLists: readonly string[],
  definitions: readonly (AnyWorkflow | AnyActivity)[],
  { backoff, scheduler, onRetry, logger }: RegisterPolledOptions,
): Observable<void> {
  const [first = ''] = taskLists;
  const waits = { ...backoff, ...omitUndefined({ scheduler, onRetry }) };
  return registerEach(domain, first, definitions, waits).pipe(
    tap(registered => {
      for (const { type, taskList } of registered) {
        if (taskList === undefined || taskLists.includes(taskList)) continue;
        const message = `The default task list of ${type} is "${taskList}", which this worker does not poll. Tasks without a list of their own wait until another worker polls it`;
        if (logger === undefined) console.warn(`rx-swf: ${message}`);
        else callSafely(() => logger.warn({ type: `${type}`, taskList, taskLists }, message));
      }
    }),
    map((): void => undefined),
  );
}
