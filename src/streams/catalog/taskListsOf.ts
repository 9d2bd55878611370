import { forkJoin, map, mergeMap, type Observable, tap, toArray } from 'rxjs';
import type { ActivityType, Domain, WorkflowType } from '../../models/index.js';
import { type PacedOperation, type PacedOptions, paced } from '../../requests/index.js';
import { ActivityTypeQuerySet } from '../querysets/ActivityTypeQuerySet.js';
import { WorkflowTypeQuerySet } from '../querysets/WorkflowTypeQuerySet.js';

/** The registered types that have a task list as their default. */
export interface TypesOfList {
  readonly workflows: readonly WorkflowType[];
  readonly activities: readonly ActivityType[];
}

/** Most types of a kind that are described at the same time. */
const concurrency = 5;

/**
 * Emits the default task lists of a domain, from A to Z, with the registered types of each. Costs a call for each type:
 * in a domain with thousands, this takes minutes at the rate that SWF allows.
 *
 * @param onRead - called for each type that has been read
 */
export function taskListsOf(
  domain: Domain,
  options: PacedOptions,
  onRead: () => void,
): Observable<ReadonlyMap<string, TypesOfList>> {
  const described = <M extends { upstream(): Observable<M> }>(
    types$: Observable<M>,
    operation: PacedOperation,
  ) =>
    types$.pipe(
      mergeMap(type => type.upstream().pipe(paced(domain.client, operation, options)), concurrency),
      tap(onRead),
      toArray(),
    );
  return forkJoin({
    workflows: described(new WorkflowTypeQuerySet(domain).all(), 'DescribeWorkflowType'),
    activities: described(new ActivityTypeQuerySet(domain).all(), 'DescribeActivityType'),
  }).pipe(map(byList));
}

/** Returns the default task lists of types, from A to Z, with the types of each. */
export function byList({ workflows, activities }: TypesOfList): ReadonlyMap<string, TypesOfList> {
  const lists = new Map<string, { workflows: WorkflowType[]; activities: ActivityType[] }>();
  const listOf = (name: string) => {
    const list = lists.get(name) ?? { workflows: [], activities: [] };
    lists.set(name, list);
    return list;
  };
  for (const type of workflows) if (type.taskList !== undefined) listOf(type.taskList).workflows.push(type);
  for (const type of activities) if (type.taskList !== undefined) listOf(type.taskList).activities.push(type);
  return new Map([...lists].sort(([a], [b]) => (a < b ? -1 : 1)));
}
