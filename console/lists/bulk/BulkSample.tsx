import type { BulkPlan } from 'rx-swf/remote';
import { Outcome } from '../../frame/Outcome.js';
import { Age } from '../../frame/Time.js';
import { type BulkAction, executionsText } from './bulkActions.js';

/** What an action would be about: how many executions, and the newest of them. */
export function BulkSample({
  plan: { count, sample },
  action,
  reason,
}: {
  readonly plan: BulkPlan;
  readonly action: BulkAction;
  readonly reason: string | undefined;
}) {
  if (count.count === 0)
    return (
      <p role="status">
        There is no {action.takes === 'OPEN' ? 'open' : 'closed'} execution among them. Nothing would be done.
      </p>
    );
  return (
    <>
      <p role="status">
        <strong>{executionsText(count)}</strong> {action.takes === 'OPEN' ? '(open)' : '(closed)'}.{' '}
        {action.text}
      </p>
      <p class="quiet">Reason: {reason}</p>
      <table class="table">
        <caption class="sr-only">The newest of them</caption>
        <tbody>
          {sample.map(({ workflowId, runId, type, status, closeStatus, startTimestamp }) => (
            <tr key={`${workflowId} ${runId}`}>
              <td>
                <Outcome status={closeStatus ?? status} />
              </td>
              <td>{workflowId}</td>
              <td>
                {type?.name} <span class="quiet">{type?.version}</span>
              </td>
              <td class="number">{startTimestamp !== undefined && <Age at={startTimestamp} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {(count.truncated || count.count > sample.length) && (
        <p class="quiet">… and {(count.count - sample.length).toLocaleString('en')} more.</p>
      )}
    </>
  );
}
