import { useMemo } from 'preact/hooks';
import { Outcome } from '../frame/Outcome.js';
import { hrefOf } from '../frame/useRoute.js';
import { gateway } from '../streams/gateway.js';
import { useObservable } from '../streams/useObservable.js';

/** The executions of the domain, live. */
export function ExecutionsPage(_: { readonly query: URLSearchParams }) {
  const items$ = useMemo(() => gateway.executions().items$, []);
  const { value: items, error } = useObservable(items$);
  if (error !== undefined) return <p role="alert">{`${error}`}</p>;
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Workflow id</th>
          <th scope="col">Type</th>
        </tr>
      </thead>
      <tbody>
        {items?.map(({ workflowId, runId, type, status, closeStatus }) => (
          <tr key={`${workflowId} ${runId}`}>
            <td>
              <Outcome status={closeStatus ?? status} />
            </td>
            <td>
              <a href={hrefOf(['executions', workflowId, ...(runId === undefined ? [] : [runId])])}>
                {workflowId}
              </a>
            </td>
            <td>
              {type?.name} <span class="quiet">{type?.version}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
