import { catchError, type Observable, throwError } from 'rxjs';
import { AlreadyExistsError, DoesNotExistError, isInstance } from '../../requests/index.js';

/**
 * Returns the existing object, or creates it. Safe when two processes race: the one that creates second gets
 * what the first has created.
 */
export function getOrCreate<T>(get: Observable<T>, create: Observable<T>): Observable<T> {
  const orGet = create.pipe(
    catchError((error: unknown) => (isInstance(error, AlreadyExistsError) ? get : throwError(() => error))),
  );
  return get.pipe(
    catchError((error: unknown) => (isInstance(error, DoesNotExistError) ? orGet : throwError(() => error))),
  );
}
