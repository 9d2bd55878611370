import equal from 'fast-deep-equal';
import {
  asyncScheduler,
  catchError,
  defer,
  distinctUntilChanged,
  forkJoin,
  type MonoTypeOperatorFunction,
  map,
  mergeMap,
  type Observable,
  of,
  ReplaySubject,
  repeat,
  share,
  tap,
  throwError,
} from 'rxjs';
import { type Domain, type DomainOrName, toDomain, type WatchOptions } from '../../models/index.js';
import { watchOptions } from '../../models/watch/WatchOptions.js';
import {
  checkBackoff,
  checkOptions,
  DoesNotExistError,
  isInstance,
  type OptionNames,
  type PacedOperation,
  paced,
  wait,
} from '../../requests/index.js';
import {
  checkName,
  checkPeriod,
  omitUndefined,
  optional,
  type Stream,
  toStream,
} from '../../values/index.js';
import { ActivityTypeQuerySet } from '../querysets/ActivityTypeQuerySet.js';
import { WorkflowTypeQuerySet } from '../querysets/WorkflowTypeQuerySet.js';
import { compare } from './compare.js';
import type { DomainDrift } from './DomainDrift.js';
import { type DefinedType, definedTypes, isWorkflowType } from './definedTypes.js';
import { type RemoteTypes, TypeCatalog } from './TypeCatalog.js';
import type { AnyType, TypeDefinition } from './TypeDefinition.js';

/** Options of {@link drift}. */
export interface DriftOptions extends WatchOptions {
  /** Default task list of the types that set none, for registering them. @defaultValue none */
  readonly taskList?: string;
}

const names: OptionNames<DriftOptions> = { ...watchOptions, taskList: true };

/**
 * Compares a domain and its types with what code defines: emits the present drift, and then each that differs from the
 * one before. A definition of `rx-swf/workflows`, a contract or a model defines a type; what it leaves out is not
 * compared. Deprecated types that code doesn't define are ignored.
 *
 * A look takes five calls for up to a thousand types (`DescribeDomain`, and two pages each of `ListWorkflowTypes` and
 * `ListActivityTypes`), paced with all other watches of the client, and one call for each defined type that was not
 * seen before. All subscribers of the stream share it. Transient errors are retried as by `watch()`; the stream errors
 * on others, and never completes. A busy `for await` gets the latest drift.
 *
 * @param domain - a `Domain`, of which the set attributes are compared too, or its name
 * @throws `InvalidArgumentError` for an option or a definition that is not valid
 * @example
 * ```ts
 * import { switchMap, take } from 'rxjs';
 * import { drift } from 'rx-swf';
 * import { activity, workflow } from 'rx-swf/workflows';
 *
 * const resize = activity<string, string>({ name: 'Resize', version: '1' });
 * const thumbnail = workflow({ name: 'Thumbnail', version: '1' }, (file: string, { run }) => run(resize, file));
 * const media$ = drift('media', [thumbnail, resize], { taskList: 'thumbnails' });
 *
 * media$.subscribe(({ missing, changed }) => console.log(missing.length, changed.length));
 * // Registers what is missing, once.
 * media$.pipe(take(1), switchMap(({ plan }) => plan.apply())).subscribe(({ action, model }) =>
 *   console.log(`${action} ${model}`),
 * );
 * ```
 */
export function drift(
  domain: DomainOrName,
  definitions: readonly (TypeDefinition | AnyType)[],
  options: DriftOptions = {},
): Stream<DomainDrift> {
  checkOptions('drift()', options, names);
  const { interval = 30_000, scheduler = asyncScheduler, backoff = {}, taskList } = options;
  checkBackoff(backoff);
  checkPeriod('interval', interval);
  optional(checkName, 'taskList', taskList);
  const model = toDomain(domain);
  const defined = definedTypes(model, definitions, taskList);
  const drift$ = defer(() => {
    const look = looker(model, defined, options);
    return look.pipe(repeat({ delay: () => wait(interval, scheduler) }));
  }).pipe(
    distinctUntilChanged((before, now) => equal(before.toJSON(), now.toJSON())),
    share({ connector: () => new ReplaySubject(1), resetOnRefCountZero: true }),
  );
  return toStream(drift$, 1);
}

const noTypes: RemoteTypes = { listed: new Map(), described: new Map() };

/** Returns a look at a domain and its types. Remembers what never changes from one subscription to the next. */
function looker(
  domain: Domain,
  defined: readonly DefinedType[],
  options: DriftOptions,
): Observable<DomainDrift> {
  const { scheduler, backoff, onRetry, onRecovered } = options;
  let hasWorked = false;
  const pace = <T>(operation: PacedOperation): MonoTypeOperatorFunction<T> =>
    paced(domain.client, operation, {
      hasWorked,
      ...omitUndefined({ scheduler, backoff, onRetry, onRecovered }),
    });
  const workflows = new WorkflowTypeQuerySet(domain);
  const activities = new ActivityTypeQuerySet(domain);
  const [workflowTypes, activityTypes] = [
    defined.filter(({ model }) => isWorkflowType(model)),
    defined.filter(({ model }) => !isWorkflowType(model)),
  ];
  const workflowCatalog = new TypeCatalog(
    {
      operations: { list: 'ListWorkflowTypes', describe: 'DescribeWorkflowType' },
      list: status => workflows.filter({ status }),
    },
    pace,
  );
  const activityCatalog = new TypeCatalog(
    {
      operations: { list: 'ListActivityTypes', describe: 'DescribeActivityType' },
      list: status => activities.filter({ status }),
    },
    pace,
  );
  const types$ = defer(() =>
    forkJoin([workflowCatalog.look(workflowTypes), activityCatalog.look(activityTypes)]),
  ).pipe(
    map(([one, other]) => ({
      listed: new Map([...one.listed, ...other.listed]),
      described: new Map([...one.described, ...other.described]),
    })),
  );
  return defer(() => domain.upstream().pipe(pace('DescribeDomain'))).pipe(
    mergeMap(upstream => types$.pipe(map(types => compare(domain, defined, upstream, types)))),
    catchError((error: unknown) =>
      isInstance(error, DoesNotExistError)
        ? of(compare(domain, defined, undefined, noTypes))
        : throwError(() => error),
    ),
    tap(() => {
      hasWorked = true;
    }),
  );
}
