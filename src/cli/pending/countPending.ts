import {
  asyncScheduler,
  finalize,
  type Observable,
  of,
  repeat,
  type SchedulerLike,
  switchMap,
  tap,
  timer,
} from 'rxjs';
import type { Domain } from '../../models/index.js';
import { InvalidArgumentError, retryTransient } from '../../requests/index.js';
import { countTaskLists, type TypesOfList, taskListsOf } from '../../streams/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { outageNotes } from '../frame/outageNotes.js';
import { Progress } from '../frame/Progress.js';
import { printRecords } from '../frame/printRecords.js';
import { domainOf } from '../session/domainOf.js';
import { onServiceClock } from '../session/onServiceClock.js';
import type { PendingOptions } from './command.js';
import { pendingView } from './view.js';

/** Milliseconds between two counts. SWF allows six of them a second. */
const interval = 10_000;

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
      const count$ = countTaskLists(domain, names, known).pipe(
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
