import { catchError, concatMap, from, map, type Observable, throwError, toArray } from 'rxjs';
import { type ActivityType, type DomainOrName, ModelDiff, type WorkflowType } from '../../models/index.js';
import { AlreadyExistsError, type Backoff, isInstance, retryPolls, SwfError } from '../../requests/index.js';
import type { AnyActivity } from '../definitions/activityType.js';
import type { AnyWorkflow } from '../definitions/workflow.js';

/** Thrown if a type is registered with defaults that differ from its definition. */
export class TypeMismatchError extends SwfError {
  override readonly name: string = 'TypeMismatchError';
  /** The differences: `local` is the value of the definition, `upstream` the registered one. */
  readonly diff: ModelDiff;

  constructor(type: WorkflowType | ActivityType, diff: ModelDiff) {
    const what = [...diff]
      .map(({ attr, local, upstream }) => `${attr} is ${upstream}, not ${local}`)
      .join(', ');
    super(
      `${type} is registered with other defaults: ${what}. Change the definition, or give it a new version`,
      {
        resource: `${type}`,
      },
    );
    this.diff = diff;
  }
}

/**
 * Registers the types that are missing, with `taskList` as the default if their definitions set none. A
 * worker with `register: true` does the same before it polls; use this to start executions earlier or from
 * another process. Emits the types once all are registered; errors with {@link TypeMismatchError} if a type
 * is registered with defaults that differ from its definition. Throttling and transient errors are retried.
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
  definitions: readonly (AnyWorkflow | AnyActivity)[],
  backoff: Backoff = {},
): Observable<readonly (WorkflowType | ActivityType)[]> {
  return registerEach(domain, taskList, definitions, backoff).pipe(
    map(registered => registered.map(({ type }) => type)),
  );
}

/** A registered type with its default task list. */
export interface Registered {
  readonly type: WorkflowType | ActivityType;
  readonly taskList: string | undefined;
}

/** Like {@link register}, but also returns the task lists of the types. */
export function registerEach(
  domain: DomainOrName,
  taskList: string,
  definitions: readonly (AnyWorkflow | AnyActivity)[],
  backoff: Backoff,
): Observable<readonly Registered[]> {
  return from(definitions).pipe(
    concatMap(({ options, type }) => {
      const model = type(domain, taskList);
      const stated = new Set([...Object.keys(options), 'status']);
      return registerOne(model, stated).pipe(retryPolls(() => model.domain.client, backoff));
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
