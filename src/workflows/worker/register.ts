import { catchError, concatMap, from, map, type Observable, throwError, toArray } from 'rxjs';
import { type ActivityType, type DomainOrName, ModelDiff, type WorkflowType } from '../../models/index.js';
import { AlreadyExistsError, type Backoff, isInstance, keepAsking, SwfError } from '../../requests/index.js';

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
 * Registers those types that are not, with `taskList` where their definitions state none: what `register: true` does
 * before a worker polls, for who starts executions before, or from elsewhere. Emits the types once all are registered;
 * errors with {@link TypeMismatchError} where what a definition states is registered otherwise.
 * Throttling and faults are survived.
 *
 * @example
 * ```ts
 * import { concatWith, ignoreElements } from 'rxjs';
 * import { activity, register, workflow } from 'rx-swf/workflows';
 *
 * const resize = activity<string, string>({ name: 'Resize', version: '1' });
 * const thumbnail = workflow({ name: 'Thumbnail', version: '1' }, (file: string, { run }) => run(resize, file));
 *
 * register('media', 'thumbnails', [thumbnail, resize])
 *   .pipe(ignoreElements(), concatWith(thumbnail.start('media', 'a.png')))
 *   .subscribe(execution => console.log(`${execution}`));
 * ```
 */
export function register(
  domain: DomainOrName,
  taskList: string,
  definitions: readonly Registrable[],
  backoff: Backoff = {},
): Observable<readonly (WorkflowType | ActivityType)[]> {
  return registerEach(domain, taskList, definitions, backoff).pipe(
    map(registered => registered.map(({ type }) => type)),
  );
}

/** A type that is registered, and the default list of its tasks there. */
export interface Registered {
  readonly type: WorkflowType | ActivityType;
  readonly taskList: string | undefined;
}

/** {@link register}, which also tells where the tasks of the types go. */
export function registerEach(
  domain: DomainOrName,
  taskList: string,
  definitions: readonly Registrable[],
  backoff: Backoff,
): Observable<readonly Registered[]> {
  return from(definitions).pipe(
    concatMap(({ options, type }) => {
      const model = type(domain, taskList);
      const stated = new Set([...Object.keys(options), 'status']);
      return registerOne(model, stated).pipe(keepAsking(() => model.domain.client, backoff));
    }),
    toArray(),
  );
}

function registerOne(type: WorkflowType | ActivityType, stated: ReadonlySet<string>): Observable<Registered> {
  const saved$: Observable<unknown> = type.save();
  return saved$.pipe(
    map(() => ({ type, taskList: type.taskList })),
    catchError((error: unknown) =>
      isInstance(error, AlreadyExistsError) ? checked(type, stated) : throwError(() => error),
    ),
  );
}

function checked(type: WorkflowType | ActivityType, stated: ReadonlySet<string>): Observable<Registered> {
  return type.changes().pipe(
    map(changes => {
      const diff = new ModelDiff([...changes].filter(({ attr }) => stated.has(attr)));
      if (diff.length > 0) throw new TypeMismatchError(type, diff);
      const upstream = changes.get('taskList')?.upstream;
      return { type, taskList: typeof upstream === 'string' ? upstream : type.taskList };
    }),
  );
}
