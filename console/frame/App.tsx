import { ExecutionPage } from '../execution/ExecutionPage.js';
import { ExecutionsPage } from '../lists/ExecutionsPage.js';
import { Header } from './Header.js';
import { type Route, useRoute } from './useRoute.js';

/** The console: a header, and the page of the present place. */
export function App() {
  const route = useRoute();
  return (
    <>
      <Header route={route} />
      <main id="main" tabIndex={-1}>
        <Page route={route} />
      </main>
    </>
  );
}

function Page({ route: { path, query } }: { readonly route: Route }) {
  const [section, workflowId, runId] = path;
  if (section === 'executions' && workflowId !== undefined)
    return (
      <ExecutionPage key={`${workflowId} ${runId}`} workflowId={workflowId} runId={runId} query={query} />
    );
  return <ExecutionsPage query={query} />;
}
