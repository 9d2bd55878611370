import { useEffect, useRef, useState } from 'preact/hooks';
import { DomainPage } from './domain/DomainPage.js';
import { TaskListsPage } from './domain/TaskListsPage.js';
import { TypesPage } from './domain/TypesPage.js';
import { ExecutionPage } from './execution/ExecutionPage.js';
import { Header } from './frame/Header.js';
import { KeysDialog } from './frame/keys/KeysDialog.js';
import { useKeys } from './frame/keys/useKeys.js';
import { NoticeList } from './frame/notices/NoticeList.js';
import { Staleness } from './frame/Staleness.js';
import { sections } from './frame/sections.js';
import { hrefOf, navigate, type Route, useRoute } from './frame/useRoute.js';
import { ExecutionsPage } from './lists/ExecutionsPage.js';

/** The console: a header, and the page of the present place. */
export function App() {
  const route = useRoute();
  const [showsKeys, setShowsKeys] = useState(false);
  useFocusOnHeading(route);
  useKeys('Everywhere', [
    ...sections.map(({ path, title, key }) => ({
      keys: [`g ${key}`],
      does: title,
      run: () => navigate(hrefOf([path])),
    })),
    { keys: ['?'], does: 'This list of keys', run: () => setShowsKeys(true) },
  ]);
  return (
    <>
      <SkipLink />
      <Header route={route} onKeys={() => setShowsKeys(true)} />
      <Staleness />
      <main id="main" tabIndex={-1}>
        <Page route={route} />
      </main>
      <NoticeList />
      {showsKeys && <KeysDialog onClose={() => setShowsKeys(false)} />}
    </>
  );
}

function Page({ route: { path, query } }: { readonly route: Route }) {
  const [section, workflowId, runId] = path;
  switch (section) {
    case 'types':
      return <TypesPage query={query} />;
    case 'task-lists':
      return <TaskListsPage />;
    case 'domain':
      return <DomainPage />;
  }
  if (section === 'executions' && workflowId !== undefined)
    return (
      <ExecutionPage key={`${workflowId} ${runId}`} workflowId={workflowId} runId={runId} query={query} />
    );
  return <ExecutionsPage query={query} />;
}

/** Leads past the header. The fragment of the address is the place, so a link can't. */
function SkipLink() {
  return (
    <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
      Skip to the content
    </button>
  );
}

/** Moves the focus to the heading of a page that one navigates to. A screen reader reads it then. */
function useFocusOnHeading({ path }: Route) {
  // An address without a path is that of the executions.
  const place = path.join('/') || 'executions';
  const former = useRef(place);
  useEffect(() => {
    if (former.current === place) return;
    former.current = place;
    scrollTo(0, 0);
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [place]);
}
