import { concatMap, from, map, mergeMap, type Observable, toArray } from 'rxjs';
import type { Domain } from '../../../models/index.js';
import { ActivityWorker, Decider } from '../../../streams/index.js';
import { ok, type Result, skip, warn } from '../findings/Finding.js';
import type { Seen, SeenTypes } from '../types/seenTypes.js';

/** Number of waiting tasks on a list that is worth a warning. */
const many = 100;

interface Backlog {
  readonly list: string;
  readonly kind: string;
  readonly count: number;
  readonly truncated: boolean;
}

/** Says how many tasks wait on the task lists of the types. */
export const checkBacklog = (domain: Domain, types$: Observable<SeenTypes>): Observable<Result> =>
  types$.pipe(
    concatMap(({ workflows, activities }) =>
      from([
        ...listsOf(workflows).map(list => ({
          list,
          kind: 'decision',
          pending$: new Decider(domain, list).pending(),
        })),
        ...listsOf(activities).map(list => ({
          list,
          kind: 'activity',
          pending$: new ActivityWorker(domain, list).pending(),
        })),
      ]),
    ),
    mergeMap(({ list, kind, pending$ }) => pending$.pipe(map(count => ({ list, kind, ...count }))), 4),
    toArray(),
    map(resultOf),
  );

const listsOf = (types: readonly Seen[]): readonly string[] => [
  ...new Set(types.flatMap(({ taskList }) => (taskList === undefined ? [] : [taskList]))),
];

function resultOf(backlogs: readonly Backlog[]): Result {
  if (backlogs.length === 0) return skip('no type names a task list');
  const sorted = [...backlogs].sort((a, b) => b.count - a.count || a.list.localeCompare(b.list));
  const text = sorted
    .map(({ list, kind, count, truncated }) => `${count}${truncated ? '+' : ''} on ${list} (${kind})`)
    .join(', ');
  return sorted.some(({ count }) => count >= many)
    ? warn(`tasks wait: ${text}`, 'Check that workers or deciders run and are enough; see "rx-swf pending".')
    : ok(`tasks wait: ${text}`);
}
