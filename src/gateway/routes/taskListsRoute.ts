import { map, mergeMap, type Observable, of, repeat } from 'rxjs';
import type { TaskListList } from '../../remote/wire/lists.js';
import { type PacedOptions, wait } from '../../requests/index.js';
import { byList, countTaskLists, type TypesOfList } from '../../streams/index.js';
import { checkName } from '../../values/index.js';
import { Problem } from '../errors/Problem.js';
import type { Call, Operation } from './Call.js';
import { checkNames } from './readQuery.js';
import { json, versions, wantsEvents } from './responses.js';

/** Most task lists that a request can name. */
const mostNamed = 100;

/** Milliseconds between two counts. */
const interval = 10_000;

/** Task lists and the tasks that wait there: as JSON, or all changes as server-sent events. */
export const taskListsRoute: Operation = {
  name: 'readTaskLists',
  facts: ({ url: { searchParams } }) => {
    checkNames(searchParams, ['list'], ['list']);
    const names = searchParams.getAll('list');
    if (names.length > mostNamed)
      throw new Problem(400, 'InvalidParameter', `list may be given ${mostNamed} times`, {
        resource: 'list',
      });
    for (const name of names) checkName('list', name);
    return {};
  },
  respond: call => {
    const names = call.url.searchParams.getAll('list');
    const { scheduler } = call.gateway;
    if (!wantsEvents(call.request))
      return call.streams
        .get(JSON.stringify(['task lists', names]), () => taskListsIn(call, names))
        .pipe(map(list => json(list)));
    return versions(call, {
      key: JSON.stringify(['live task lists', names]),
      values$: () =>
        taskListsIn(call, names, { scheduler }).pipe(repeat({ delay: () => wait(interval, scheduler) })),
      identify: keyOf,
    });
  },
};

/** Counts the tasks on some lists or, without any, on those that registered types have as defaults. */
function taskListsIn(
  { gateway: { domain, directory } }: Call,
  names: readonly string[],
  options?: PacedOptions,
): Observable<TaskListList> {
  const known$: Observable<ReadonlyMap<string, TypesOfList>> =
    names.length > 0 ? of(new Map()) : directory.describe('REGISTERED').pipe(map(byList));
  return known$.pipe(
    mergeMap(known => countTaskLists(domain, names.length > 0 ? names : [...known.keys()], known, options)),
    map(taskLists => ({ taskLists })),
  );
}

const keyOf = (element: unknown, index: number): unknown =>
  typeof element === 'object' && element !== null && 'taskList' in element ? element.taskList : index;
