import { map, type Observable } from 'rxjs';
import { type Domain, defined } from '../../models/index.js';
import type { Retry } from '../../requests/index.js';
import type { ActorOptions } from '../../streams/index.js';
import { type Registrable, register } from './register.js';

/** The options of a worker that its registering goes by. */
export interface RegisterPolledOptions extends Pick<ActorOptions, 'backoff' | 'logger' | 'scheduler'> {
  readonly onRetry?: ((retry: Retry) => void) | undefined;
}

/** Registers the types of a worker, whose first list is the default of those that state none. */
export function registerPolled(
  domain: Domain,
  taskLists: readonly string[],
  definitions: readonly Registrable[],
  { backoff, scheduler, onRetry }: RegisterPolledOptions,
): Observable<void> {
  const [first = ''] = taskLists;
  const waits = { ...backoff, ...defined({ scheduler, onRetry }) };
  return register(domain, first, definitions, waits).pipe(map((): void => undefined));
}
