import type { SWFClient } from '@aws-sdk/client-swf';
import { catchError, defer, finalize, ignoreElements, type Observable, of, throwError } from 'rxjs';

/** A call that would be made. */
export interface PlannedCall {
  /** For example, `TerminateWorkflowExecution`. */
  readonly operation: string;
  readonly input: object;
}

const middleware = 'rxSwfDryRun';
const isRead = (operation: string) => /^(?:Count|Describe|Get|List)/.test(operation);

/**
 * Runs an action up to its first call that changes something, and emits that call in place of sending it. Calls
 * that only read are sent.
 */
export const callOf = (client: SWFClient, action$: Observable<unknown>): Observable<PlannedCall> =>
  defer(() => {
    let planned: PlannedCall | undefined;
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async args => {
          const operation = commandName.replace(/Command$/, '');
          if (isRead(operation)) return next(args);
          planned = { operation, input: args.input };
          throw new Error(`${operation} is not sent in a dry run`);
        },
      { step: 'initialize', name: middleware, override: true },
    );
    return action$.pipe(
      ignoreElements(),
      catchError((error: unknown) => (planned === undefined ? throwError(() => error) : of(planned))),
      finalize(() => client.middlewareStack.remove(middleware)),
    );
  });
