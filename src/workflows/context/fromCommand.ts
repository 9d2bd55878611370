import { retry, throwError, timer } from 'rxjs';
import { isInstance } from '../../requests/index.js';
import { isTransientCause } from '../errors/isTransientCause.js';
import { NotStartedError } from '../errors/NotStartedError.js';
import { Waitable } from '../saga/saga.js';
import { type CommandRequest, PendingCommand } from './PendingCommand.js';
import type { Runtime } from './Runtime.js';

/**
 * A command as an Observable: issued on subscribe, and withdrawn or canceled on unsubscribe. If SWF refuses
 * it because a quota is exceeded, it is retried after 1 s, 2 s, 4 s and so on up to 300 s.
 */
export function fromCommand<T>(runtime: Runtime, request: () => CommandRequest<T>): Waitable<T> {
  const once$ = new Waitable<T>(subscriber => new PendingCommand(runtime, request(), subscriber).issue());
  const patient$ = once$.pipe(
    retry({
      delay: (error: unknown, attempt) =>
        isInstance(error, NotStartedError) && isTransientCause(error.reason)
          ? timer(Math.min(300, 2 ** (attempt - 1)) * 1_000, runtime.scheduler)
          : throwError(() => error),
    }),
  );
  return new Waitable<T>(subscriber => patient$.subscribe(subscriber));
}
