import { useMemo } from 'preact/hooks';
import { gateway } from '../streams/gateway.js';
import { useObservable } from '../streams/useObservable.js';

/** One execution. */
export function ExecutionPage({
  workflowId,
  runId,
}: {
  readonly workflowId: string;
  readonly runId: string | undefined;
  readonly query: URLSearchParams;
}) {
  const execution$ = useMemo(() => gateway.execution(workflowId, runId).upstream(), [workflowId, runId]);
  const { value: execution, error } = useObservable(execution$);
  if (error !== undefined) return <p role="alert">{`${error}`}</p>;
  return (
    <>
      <h1>{workflowId}</h1>
      <pre>{JSON.stringify(execution, null, 2)}</pre>
    </>
  );
}
