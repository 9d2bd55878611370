import {
  asyncScheduler,
  defer,
  finalize,
  forkJoin,
  from,
  map,
  mergeMap,
  type Observable,
  of,
  repeat,
  type SchedulerLike,
  switchMap,
  take,
  tap,
  timer,
  toArray,
} from 'rxjs';
import type { Domain, WorkflowType } from '../../models/index.js';
import { InvalidArgumentError, retryTransient } from '../../requests/index.js';
import { ActivityWorker, Decider, WorkflowExecutionQuerySet } from '../../streams/index.js';
import { omitUndefined, type TypeId } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { outageNotes } from '../frame/outageNotes.js';
import { Progress } from '../frame/Progress.js';
import { printRecords } from '../frame/printRecords.js';
import { domainOf } from '../session/domainOf.js';
import { onServiceClock } from '../session/onServiceClock.js';
import type { PendingOptions } from './command.js';
import type { TaskListRecord } from './TaskListRecord.js';
import { type TypesOfList, taskListsOf } from './taskListsOf.js';
import { pendingView } from './view.js';

/** Milliseconds between two counts. SWF allows six of them a second. */
const interval = 10_000;

/** Most lists that are counted at the same time. */
const concurrency = 3;

/** Counts the tasks that wait on task lists, once or again and again. */
export function countPending(
  context: CommandContext,
  lists: readonly string[],
  { types, watch = false }: PendingOptions,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<unknown> {
  if (!types && lists.length === 0)
    throw new InvalidArgumentError('With --no-types, name the task lists to count', { resource: 'lists' });
  const domain = domainOf(context.connection);
  const known$ = types ? readLists(context, domain, scheduler) : of(new Map<string, TypesOfList>());
  return known$.pipe(
    switchMap(known => {
      const names = lists.length === 0 ? [...known.keys()] : lists;
      const count$ = recordsOf(domain, names, known).pipe(
        tap(records =>
          printRecords(
            onServiceClock(context, domain.client),
            records,
            look => pendingView(records, look),
            watch,
          ),
        ),
      );
      if (!watch) return count$;
      const { onRetry, onRecovered } = outageNotes(context.terminal);
      return count$.pipe(
        retryTransient({ scheduler, onRetry }),
        tap(onRecovered),
        repeat({ delay: () => timer(interval, scheduler) }),
      );
    }),
  );
}

/** Reads the default lists of the types. A terminal shows how far it is. */
function readLists(context: CommandContext, domain: Domain, scheduler: SchedulerLike) {
  const progress = new Progress(context.terminal);
  let read = 0;
  const onRead = () => {
    read += 1;
    progress.show(`Reading the defaults of types: ${read} so far. --no-types saves this.`);
  };
  return taskListsOf(domain, { scheduler, ...outageNotes(context.terminal) }, onRead).pipe(
    finalize(() => progress.clear()),
  );
}

/** Counts on lists, and keeps their order. */
const recordsOf = (
  domain: Domain,
  names: readonly string[],
  known: ReadonlyMap<string, TypesOfList>,
): Observable<readonly TaskListRecord[]> =>
  from(names).pipe(
    mergeMap(
      (name, index) => recordOf(domain, name, known.get(name)).pipe(map(record => ({ index, record }))),
      concurrency,
    ),
    toArray(),
    map(found => found.sort((a, b) => a.index - b.index).map(({ record }) => record)),
  );

function recordOf(
  domain: Domain,
  taskList: string,
  types: TypesOfList | undefined,
): Observable<TaskListRecord> {
  return forkJoin({
    decisions: defer(() => new Decider(domain, taskList).pending()),
    activities: defer(() => new ActivityWorker(domain, taskList).pending()),
    oldestOpen: oldestOf(domain, types?.workflows ?? []),
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
function oldestOf(domain: Domain, types: readonly WorkflowType[]): Observable<string | undefined> {
  const executions = new WorkflowExecutionQuerySet(domain);
  return from(types).pipe(
    mergeMap(({ name, version }) => {
      const workflowType = { name, version };
      return executions.filter({ workflowType, reverseOrder: true, pageSize: 1 }).pipe(take(1));
    }, concurrency),
    toArray(),
    map(oldest => oldest.flatMap(({ startTimestamp }) => startTimestamp?.toISOString() ?? []).sort()[0]),
  );
}
