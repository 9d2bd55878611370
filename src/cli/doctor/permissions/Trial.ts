import { catchError, map, type Observable, of } from 'rxjs';
import {
  InvalidCredentialsError,
  isInstance,
  isTransient,
  NotPermittedError,
} from '../../../requests/index.js';

/** A call that changes nothing, and that shows whether IAM permits an operation. */
export interface Trial {
  readonly operation: string;
  readonly call$: Observable<unknown>;
}

/** What a trial has shown. */
export interface Verdict {
  readonly operation: string;
  /** Undefined if the call got no answer from which this follows. */
  readonly isPermitted: boolean | undefined;
}

/** Makes the call. IAM is asked first, so that any fault but a refusal means that the operation is permitted. */
export const verdictOf = ({ operation, call$ }: Trial): Observable<Verdict> =>
  call$.pipe(
    map(() => true),
    catchError((error: unknown) => of(fromError(error))),
    map(isPermitted => ({ operation, isPermitted })),
  );

function fromError(error: unknown): boolean | undefined {
  if (isInstance(error, NotPermittedError)) return false;
  return isInstance(error, InvalidCredentialsError) || isTransient(error) ? undefined : true;
}
