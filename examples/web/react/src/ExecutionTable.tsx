import type { ExecutionRecord } from 'rx-swf/remote';
import { Badge } from './Badge.js';
import type { Selected } from './Executions.js';
import { ago, now$ } from './time.js';
import { useObservable } from './useObservable.js';

interface ExecutionTableProps {
  readonly executions: readonly ExecutionRecord[];
  readonly selected: Selected | undefined;
  readonly onSelect: (selected: Selected) => void;
}

export function ExecutionTable({ executions, selected, onSelect }: ExecutionTableProps) {
  const { value: now = Date.now() } = useObservable(now$);
  if (executions.length === 0) return <p className="empty">There is no such execution.</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Execution</th>
          <th scope="col">State</th>
          <th scope="col" className="wide">
            Type
          </th>
          <th scope="col" className="number">
            Started
          </th>
        </tr>
      </thead>
      <tbody>
        {executions.map(({ workflowId, runId, type, status, closeStatus, startTimestamp }) => (
          <tr key={`${workflowId} ${runId}`} className={runId === selected?.runId ? 'selected' : undefined}>
            <td>
              <button type="button" className="link" onClick={() => onSelect({ workflowId, runId })}>
                {workflowId}
              </button>
            </td>
            <td>
              <Badge status={closeStatus ?? status} />
            </td>
            <td className="wide">{type?.name}</td>
            <td className="number">
              <time dateTime={startTimestamp}>{ago(startTimestamp, now)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
