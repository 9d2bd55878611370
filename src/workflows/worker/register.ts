import { catchError, concatMap, endWith, from, ignoreElements, map, type Observable, throwError } from 'rxjs';
import { type ActivityType, type DomainOrName, ModelDiff, type WorkflowType } from '../../models/index.js';
import { AlreadyExistsError, type Backoff, retryTransient, SwfError } from '../../requests/index.js';

/** A type is registered, but not as its definition says. */
export class TypeMismatchError extends SwfError {
  override readonly name: string = 'TypeMismatchError';
  /** What differs: `local` is the definition's, `upstream` what is registered. */
  readonly diff: ModelDiff;

  constructor(type: WorkflowType | ActivityType, diff: ModelDiff) {
    const what = [...diff]
      .map(({ attr, local, upstream }) => `${attr} is ${upstream}, not ${local}`)
      .join(', ');
    super(`${type} is registered otherwise: ${what}. Change the definition, or give it a new version`, {
      resource: `${type}`,
    });
    this.diff = diff;
  }
}

/** What can be registered: a definition of a workflow or of an activity. */
export interface Registrable {
  readonly options: object;
  type(domain: DomainOrName, taskList?: string): WorkflowType | ActivityType;
}

/**
 * Registers those types that are not, with `taskList` where their definitions state none. Emits once;
 * errors with {@link TypeMismatchError} where what a definition states is registered otherwise.
 */
export function register(
  definitions: readonly Registrable[],
  domain: DomainOrName,
  taskList: string,
  backoff: Backoff,
): Observable<void> {
  return from(definitions).pipe(
    concatMap(({ options, type }) =>
      registerOne(type(domain, taskList), new Set([...Object.keys(options), 'status'])).pipe(
        retryTransient(backoff),
      ),
    ),
    ignoreElements(),
    endWith(undefined),
  );
}

function registerOne(type: WorkflowType | ActivityType, stated: ReadonlySet<string>): Observable<unknown> {
  const saved$: Observable<unknown> = type.save();
  return saved$.pipe(
    catchError((error: unknown) =>
      error instanceof AlreadyExistsError ? checked(type, stated) : throwError(() => error),
    ),
  );
}

function checked(type: WorkflowType | ActivityType, stated: ReadonlySet<string>): Observable<unknown> {
  return type.changes().pipe(
    map(changes => {
      const diff = new ModelDiff([...changes].filter(({ attr }) => stated.has(attr)));
      if (diff.length > 0) throw new TypeMismatchError(type, diff);
    }),
  );
}
