import { defer, forkJoin, map, mergeMap, type Observable, toArray } from 'rxjs';
import type { ActivityType, Domain, WorkflowType } from '../../models/index.js';
import { retryTransient } from '../../requests/index.js';
import { ActivityTypeQuerySet, WorkflowTypeQuerySet } from '../../streams/index.js';

/** The registered types that have a task list as their default. */
export interface TypesOfList {
  readonly workflows: readonly WorkflowType[];
  readonly activities: readonly ActivityType[];
}

/** Most types that are described at the same time. */
const concurrency = 5;

/** Emits the default task lists of a domain, from A to Z, with the registered types of each. One call for each type. */
export function taskListsOf(domain: Domain): Observable<ReadonlyMap<string, TypesOfList>> {
  return forkJoin({
    workflows: described(new WorkflowTypeQuerySet(domain).all()),
    activities: described(new ActivityTypeQuerySet(domain).all()),
  }).pipe(
    map(({ workflows, activities }) => {
      const names = [...workflows, ...activities].flatMap(({ taskList = [] }) => taskList);
      const isOf = (name: string) => (type: { readonly taskList: string | undefined }) =>
        type.taskList === name;
      return new Map(
        [...new Set(names)]
          .sort()
          .map(name => [
            name,
            { workflows: workflows.filter(isOf(name)), activities: activities.filter(isOf(name)) },
          ]),
      );
    }),
  );
}

/** Reads the defaults of types, which listings don't show. */
const described = <M extends { upstream(): Observable<M> }>(
  types$: Observable<M>,
): Observable<readonly M[]> =>
  types$.pipe(
    mergeMap(type => defer(() => type.upstream()).pipe(retryTransient({ count: 5 })), concurrency),
    toArray(),
  );
