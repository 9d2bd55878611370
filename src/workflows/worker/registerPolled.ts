import { map, type Observable, tap } from 'rxjs';
import type { Domain } from '../../models/index.js';
import { defined, harmless, type Retry } from '../../requests/index.js';
import type { ActorOptions } from '../../streams/index.js';
import { type Registrable, registerEach } from './register.js';

/** The options of a worker that its registering goes by. */
export interface RegisterPolledOptions extends Pick<ActorOptions, 'backoff' | 'logger' | 'scheduler'> {
  readonly onRetry?: ((retry: Retry) => void) | undefined;
}

/**
 * Registers the types of a worker, whose first list is the default of those that state none. Warns of types whose
 * definitions state a list that the worker does not poll: unless others do, their tasks wait forever.
 */
export function registerPolled(
  domain: Domain,
  taskLists: readonly string[],
  definitions: readonly Registrable[],
  { backoff, scheduler, onRetry, logger }: RegisterPolledOptions,
): Observable<void> {
  const [first = ''] = taskLists;
  const waits = { ...backoff, ...defined({ scheduler, onRetry }) };
  return registerEach(domain, first, definitions, waits, taskLists).pipe(
    tap(types => {
      for (const type of types) {
        const { taskList = first } = type;
        if (taskLists.includes(taskList)) continue;
        const message = `${type} goes to the task list "${taskList}", which this worker does not poll. Its tasks wait until another worker does`;
        if (logger === undefined) console.warn(`rx-swf: ${message}`);
        else harmless(() => logger.warn({ type: `${type}`, taskList, taskLists }, message));
      }
    }),
    map((): void => undefined),
  );
}
