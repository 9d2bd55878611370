import { useEffect } from 'preact/hooks';
import { Fault } from '../frame/Fault.js';
import { hrefOf, navigate } from '../frame/useRoute.js';
import { ExecutionHeader } from './header/ExecutionHeader.js';
import { ViewTabs } from './ViewTabs.js';
import { useExecution } from './view/useExecution.js';
import { viewOf, views } from './views.js';

/** One execution: what it is, why it waits, and the views of its history. */
export function ExecutionPage({
  workflowId,
  runId,
  query,
}: {
  readonly workflowId: string;
  readonly runId: string | undefined;
  readonly query: URLSearchParams;
}) {
  const view = useExecution(workflowId, runId);
  const { record, error } = view;
  useEffect(() => {
    // Without a run, the address would mean another one as soon as the execution is started again.
    if (runId === undefined && record?.runId !== undefined)
      navigate(hrefOf(['executions', workflowId, record.runId], query), { isReplaced: true });
  }, [runId, record]);
  const { name, title, View } = viewOf(query);
  return (
    <article class="execution">
      <ExecutionHeader workflowId={workflowId} runId={runId} view={view} query={query} />
      {error !== undefined && <Fault error={error} title="The execution cannot be read." />}
      {(error === undefined || view.log.events.length > 0) && (
        <>
          <ViewTabs
            current={name}
            views={views}
            view={view}
            query={query}
            workflowId={workflowId}
            runId={runId}
          />
          <section class={`view ${name}`} aria-label={title}>
            <View view={view} query={query} workflowId={workflowId} runId={runId} />
          </section>
        </>
      )}
    </article>
  );
}
