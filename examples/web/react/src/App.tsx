import { useState } from 'react';
import { DriftNotices } from './DriftNotices.js';
import { Executions } from './Executions.js';
import { InThisPage } from './InThisPage.js';
import { StatusBanner } from './StatusBanner.js';

const views = { live: 'Live', page: 'In this page' } as const;
type View = keyof typeof views;

export function App() {
  const [view, setView] = useState<View>('live');
  return (
    <>
      <header className="bar">
        <h1>Albums</h1>
        <nav aria-label="Views">
          {(['live', 'page'] as const).map(name => (
            <button
              key={name}
              type="button"
              aria-current={view === name ? 'page' : undefined}
              onClick={() => setView(name)}
            >
              {views[name]}
            </button>
          ))}
        </nav>
        <StatusBanner />
      </header>
      <main>{view === 'live' ? <Executions /> : <InThisPage />}</main>
      <DriftNotices />
    </>
  );
}
