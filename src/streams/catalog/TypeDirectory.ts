import { defer, forkJoin, from, map, mergeMap, type Observable, of, tap, toArray } from 'rxjs';
import type { ActivityType, Domain, WorkflowType } from '../../models/index.js';
import { type PacedOperation, type PacedOptions, paced } from '../../requests/index.js';
import { LruCache } from '../../values/index.js';
import { ActivityTypeQuerySet } from '../querysets/ActivityTypeQuerySet.js';
import { WorkflowTypeQuerySet } from '../querysets/WorkflowTypeQuerySet.js';
import type { TypesOfList } from './taskListsOf.js';

/** Statuses of types to list. */
export type TypeStatus = 'REGISTERED' | 'DEPRECATED' | 'ANY';

/** Most types of a kind that are described at the same time. */
const concurrency = 5;

/** Most types of a kind whose descriptions are remembered. */
const mostRemembered = 10_000;

type Type<M> = Pick<WorkflowType | ActivityType, 'name' | 'version' | 'status' | 'creationDate'> & {
  upstream(): Observable<M>;
};

/** The types of a domain. Remembers their defaults, which never change, so that each type is described once. */
export class TypeDirectory {
  readonly #domain: Domain;
  readonly #described: (listed: TypesOfList) => Observable<TypesOfList>;

  constructor(domain: Domain, options: PacedOptions) {
    this.#domain = domain;
    const workflows = remembering<WorkflowType>(domain, 'DescribeWorkflowType', options);
    const activities = remembering<ActivityType>(domain, 'DescribeActivityType', options);
    this.#described = listed =>
      forkJoin({ workflows: workflows(listed.workflows), activities: activities(listed.activities) });
  }

  /** Lists types, without their defaults. */
  list(status: TypeStatus): Observable<TypesOfList> {
    return forkJoin({
      workflows: new WorkflowTypeQuerySet(this.#domain).filter({ status }).pipe(toArray()),
      activities: new ActivityTypeQuerySet(this.#domain).filter({ status }).pipe(toArray()),
    });
  }

  /** Lists types with their defaults. Costs a call for each type that was not seen before, at the rate that SWF allows. */
  describe(status: TypeStatus): Observable<TypesOfList> {
    return this.list(status).pipe(mergeMap(this.#described));
  }
}

/** Returns a function that describes listed types. */
function remembering<M extends Type<M>>(
  { client }: Domain,
  operation: PacedOperation,
  options: PacedOptions,
) {
  const described = new LruCache<M>(() => 1, { weight: mostRemembered });
  const describe = (type: M): Observable<M> =>
    defer(() => {
      const { name, version, status, creationDate } = type;
      // A type that was deleted may be registered again with other defaults.
      const key = JSON.stringify([name, version, status, creationDate]);
      const known = described.get(key);
      if (known !== undefined) return of(known);
      return type.upstream().pipe(
        paced(client, operation, options),
        tap(found => described.set(key, found)),
      );
    });
  return (types: readonly M[]): Observable<readonly M[]> =>
    from(types).pipe(
      mergeMap((type, index) => describe(type).pipe(map(found => ({ index, found }))), concurrency),
      toArray(),
      map(all => all.sort((a, b) => a.index - b.index).map(({ found }) => found)),
    );
}
