import { useEffect, useMemo } from 'preact/hooks';
import type { PendingList, PendingTask } from 'rx-swf/remote';
import { merge, retry, Subject, switchMap, throttleTime, timer } from 'rxjs';
import { Empty } from '../../frame/Empty.js';
import { Fault } from '../../frame/Fault.js';
import { Loading } from '../../frame/Loading.js';
import { Age } from '../../frame/Time.js';
import { useObservable } from '../../streams/useObservable.js';
import { visibleText } from '../text/visibleText.js';
import { hrefOfView, type ViewProps } from '../view/ViewProps.js';

/** Milliseconds between two looks at the backlog, which changes without an event of this execution. */
const period = 10_000;
/** Milliseconds between two looks while much happens. */
const pace = 1_000;
/** Most tasks that are shown. */
const most = 500;

/** The open tasks of an execution, and what else waits in their task lists. */
export function PendingView(props: ViewProps) {
  const { execution, log } = props.view;
  const { pending$, grown } = useMemo(() => {
    const grown = new Subject<void>();
    const looks$ = merge(
      timer(period, period),
      grown.pipe(throttleTime(pace, undefined, { leading: true, trailing: true })),
    );
    const pending$ = looks$.pipe(
      switchMap(() => execution.pending().pipe(retry({ count: 2, delay: 1_000 }))),
    );
    return { pending$, grown };
  }, [execution]);
  const { value, error } = useObservable(pending$);
  // The first look, and another one when something happens.
  useEffect(() => grown.next(), [grown, log.events.length]);
  if (log.isComplete) return <Empty title="The execution is closed. Nothing is pending." />;
  if (value === undefined) return error === undefined ? <Loading /> : <Fault error={error} />;
  if (value.tasks.length === 0)
    return (
      <Empty title="No task is open.">
        <p>It waits for something else. The reason is above.</p>
      </Empty>
    );
  return <Pending list={value} {...props} />;
}

function Pending({ list: { tasks, backlog }, ...props }: ViewProps & { readonly list: PendingList }) {
  return (
    <>
      {backlog.length > 0 && (
        <table class="table">
          <caption>Task lists</caption>
          <thead>
            <tr>
              <th scope="col">Task list</th>
              <th scope="col" class="number">
                Activities that wait
              </th>
              <th scope="col" class="number">
                Decisions that wait
              </th>
            </tr>
          </thead>
          <tbody>
            {backlog.map(({ taskList, activities, decisions }) => (
              <tr key={taskList}>
                <td>{taskList}</td>
                <td class="number">{countText(activities)}</td>
                <td class="number">{countText(decisions)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <table class="table">
        <caption>Open tasks of this execution</caption>
        <thead>
          <tr>
            <th scope="col">Task</th>
            <th scope="col">State</th>
            <th scope="col">Task list</th>
            <th scope="col">Taken by</th>
            <th scope="col" class="number">
              For
            </th>
          </tr>
        </thead>
        <tbody>
          {tasks.slice(0, most).map(task => (
            <Task key={task.eventId} task={task} {...props} />
          ))}
        </tbody>
      </table>
      {tasks.length > most && <p class="quiet">And {(tasks.length - most).toLocaleString('en-US')} more.</p>}
    </>
  );
}

function Task({ task, ...props }: ViewProps & { readonly task: PendingTask }) {
  const { kind, eventId, id, type, taskList, state, scheduled, started, identity } = task;
  const since = started ?? scheduled;
  const name =
    kind === 'decision' ? 'Decision' : [type?.name, id].filter(part => part !== undefined).join(' ');
  return (
    <tr>
      <td>
        <a href={hrefOfView(props, { view: 'timeline', event: `${eventId}` })}>{visibleText(name)}</a>{' '}
        <span class="quiet">{type?.version}</span>
      </td>
      <td>{state === 'scheduled' ? 'waits' : 'runs'}</td>
      <td>{taskList}</td>
      <td>{visibleText(identity ?? '')}</td>
      <td class="number">
        {since !== undefined && <Age at={new Date(Date.parse(since) - props.view.ahead)} />}
      </td>
    </tr>
  );
}

const countText = ({ count, truncated }: PendingList['backlog'][number]['activities']): string =>
  `${count.toLocaleString('en-US')}${truncated ? '+' : ''}`;
