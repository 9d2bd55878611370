import type { TaskListRecord } from 'rx-swf/remote';
import { Empty } from '../frame/Empty.js';
import { Fault } from '../frame/Fault.js';
import { Heading } from '../frame/Heading.js';
import { Loading } from '../frame/Loading.js';
import { Age } from '../frame/Time.js';
import { countText } from '../lists/filter/StateChips.js';
import { gateway } from '../streams/gateway.js';
import { useObservable } from '../streams/useObservable.js';

/** The task lists of the domain, and the tasks that wait there, live. */
export function TaskListsPage() {
  const { value: lists, error } = useObservable(gateway.taskLists$);
  return (
    <>
      <Heading title="Task lists">
        <p class="quiet">Tasks that wait for a worker, on the default lists of the registered types.</p>
      </Heading>
      {error !== undefined && <Fault error={error} title="The task lists cannot be read." />}
      {lists === undefined && error === undefined && <Loading />}
      {lists?.length === 0 && <Empty title="No registered type has a default task list." />}
      {lists !== undefined && lists.length > 0 && <Table lists={lists} />}
    </>
  );
}

function Table({ lists }: { readonly lists: readonly TaskListRecord[] }) {
  return (
    <table class="table task-lists">
      <thead>
        <tr>
          <th scope="col">Task list</th>
          <th scope="col" class="number">
            Decisions
          </th>
          <th scope="col" class="number">
            Activities
          </th>
          <th scope="col" class="number">
            Oldest open
          </th>
          <th scope="col" class="wide">
            Types
          </th>
        </tr>
      </thead>
      <tbody>
        {lists.map(list => (
          <tr key={list.taskList}>
            <th scope="row">{list.taskList}</th>
            <Backlog count={list.decisions} />
            <Backlog count={list.activities} />
            <td class="number">{list.oldestOpen !== undefined && <Age at={list.oldestOpen} />}</td>
            <td class="wide quiet">
              {[...(list.workflowTypes ?? []), ...(list.activityTypes ?? [])]
                .map(({ name, version }) => `${name}@${version}`)
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A number of tasks that wait. */
function Backlog({ count }: { readonly count: TaskListRecord['decisions'] }) {
  return (
    <td class="number">
      {count.count === 0 ? <span class="quiet">0</span> : <strong>{countText(count)}</strong>}
    </td>
  );
}
