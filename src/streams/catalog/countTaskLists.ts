import {
  defer,
  forkJoin,
  from,
  identity,
  type MonoTypeOperatorFunction,
  map,
  mergeMap,
  type Observable,
  take,
  toArray,
} from 'rxjs';
import type { Domain, WorkflowExecution, WorkflowType } from '../../models/index.js';
import { type PacedOperation, type PacedOptions, paced } from '../../requests/index.js';
import { omitUndefined, type TypeId } from '../../values/index.js';
import { ActivityWorker } from '../actors/ActivityWorker.js';
import { Decider } from '../actors/Decider.js';
import { WorkflowExecutionQuerySet } from '../querysets/WorkflowExecutionQuerySet.js';
import type { TaskListRecord } from './TaskListRecord.js';
import type { TypesOfList } from './taskListsOf.js';

/** Most lists that are counted at the same time. */
const concurrency = 3;

/**
 * Counts the tasks that wait on task lists, and keeps their order.
 *
 * @param pace - for counting again and again: paces the calls, and waits out transient errors
 */
export const countTaskLists = (
  domain: Domain,
  names: readonly string[],
  known: ReadonlyMap<string, TypesOfList> = new Map(),
  pace?: PacedOptions,
): Observable<readonly TaskListRecord[]> =>
  from(names).pipe(
    mergeMap(
      (name, index) => recordOf(domain, name, known.get(name), pace).pipe(map(record => ({ index, record }))),
      concurrency,
    ),
    toArray(),
    map(found => found.sort((a, b) => a.index - b.index).map(({ record }) => record)),
  );

function recordOf(
  domain: Domain,
  taskList: string,
  types: TypesOfList | undefined,
  pace: PacedOptions | undefined,
): Observable<TaskListRecord> {
  const { client } = domain;
  const at = <T>(operation: PacedOperation): MonoTypeOperatorFunction<T> =>
    pace === undefined ? identity : paced(client, operation, pace);
  return forkJoin({
    decisions: defer(() => new Decider(domain, taskList).pending()).pipe(at('CountPendingDecisionTasks')),
    activities: defer(() => new ActivityWorker(domain, taskList).pending()).pipe(
      at('CountPendingActivityTasks'),
    ),
    oldestOpen: oldestOf(domain, types?.workflows ?? [], at('ListOpenWorkflowExecutions')),
  }).pipe(
    map(({ decisions, activities, oldestOpen }) => ({
      taskList,
      decisions,
      activities,
      ...(types && {
        workflowTypes: types.workflows.map(idOf),
        activityTypes: types.activities.map(idOf),
      }),
      ...omitUndefined({ oldestOpen }),
    })),
  );
}

const idOf = ({ name, version }: TypeId): TypeId => ({ name, version });

/** Emits when the oldest open execution of some types started, with one call for each type. */
function oldestOf(
  domain: Domain,
  types: readonly WorkflowType[],
  pace: MonoTypeOperatorFunction<WorkflowExecution>,
): Observable<string | undefined> {
  const executions = new WorkflowExecutionQuerySet(domain);
  return from(types).pipe(
    mergeMap(({ name, version }) => {
      const workflowType = { name, version };
      return executions.filter({ workflowType, reverseOrder: true, pageSize: 1 }).pipe(take(1), pace);
    }, concurrency),
    toArray(),
    map(oldest => oldest.flatMap(({ startTimestamp }) => startTimestamp?.toISOString() ?? []).sort()[0]),
  );
}
