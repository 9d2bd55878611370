import { forkJoin, map, mergeMap, type Observable } from 'rxjs';
import type { Activity } from '../../history/entities/Activity.js';
import type { DecisionTurn } from '../../history/entities/DecisionTurn.js';
import type { History } from '../../history/index.js';
import type { PendingList, PendingTask } from '../../remote/wire/lists.js';
import { countTaskLists } from '../../streams/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Call, Operation } from './Call.js';
import { checkedIds, executionOf, idsOf } from './executionOf.js';
import { json } from './responses.js';

/** The open tasks of an execution, and how many tasks wait on their task lists. */
export const pendingRoute: Operation = {
  name: 'readPending',
  facts: call => checkedIds(call),
  respond: call =>
    call.streams
      .get(JSON.stringify(['pending', idsOf(call)]), () => pendingIn(call))
      .pipe(map(list => json(list))),
};

const pendingIn = (call: Call): Observable<PendingList> =>
  executionOf(call)
    .history()
    .pipe(
      mergeMap(history => {
        const tasks = tasksIn(history);
        const lists = [...new Set(tasks.flatMap(({ taskList }) => taskList ?? []))];
        return forkJoin({ backlog: countTaskLists(call.gateway.domain, lists) }).pipe(
          map(({ backlog }) => ({ tasks, backlog })),
        );
      }),
    );

function tasksIn(history: History): readonly PendingTask[] {
  const timeOf = (eventId: number | undefined) =>
    eventId === undefined ? undefined : history.get(eventId)?.timestamp.toISOString();
  const taskOf = ({ eventId, taskList, startedEventId, identity }: DecisionTurn | Activity) =>
    omitUndefined({
      eventId,
      taskList,
      state: startedEventId === undefined ? ('scheduled' as const) : ('started' as const),
      scheduled: timeOf(eventId),
      started: timeOf(startedEventId),
      identity,
    });
  return [
    ...history.decisions.open.map(turn => ({ kind: 'decision' as const, ...taskOf(turn) })),
    ...history.activities.open.map(activity => ({
      kind: 'activity' as const,
      id: activity.id,
      ...omitUndefined({ type: activity.activityType }),
      ...taskOf(activity),
    })),
  ];
}
