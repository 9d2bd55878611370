import { useMemo } from 'preact/hooks';
import { Outcome } from '../../frame/Outcome.js';
import { Age } from '../../frame/Time.js';
import { hrefOf } from '../../frame/useRoute.js';
import { gateway } from '../../streams/gateway.js';
import { useObservable } from '../../streams/useObservable.js';
import type { ViewProps } from '../view/ViewProps.js';
import { RunMenu } from './RunMenu.js';

/** Most runs that are listed. */
const most = 100;

/** The other runs of a workflow id, if there are any, newest first. */
export function RunSwitcher({ workflowId, runId, query, view }: ViewProps) {
  const { status } = view.facts;
  // A run that closes may have been continued by another one.
  const runs$ = useMemo(
    () => gateway.executions({ workflowId, limit: most }).list(),
    [workflowId, runId, status],
  );
  const { value: runs = [] } = useObservable(runs$);
  if (runs.length < 2) return null;
  const index = runs.findIndex(run => run.runId === runId);
  const place = index < 0 ? `${runs.length} runs` : `run ${runs.length - index} of ${runs.length}`;
  const name = query.get('view');
  const next = new URLSearchParams(name === null ? {} : { view: name });
  return (
    <RunMenu summary={place}>
      {runs.map(run => (
        <li key={run.runId}>
          <a
            href={hrefOf(['executions', workflowId, run.runId ?? ''], next)}
            aria-current={run.runId === runId ? 'page' : undefined}
          >
            <Outcome status={run.closeStatus ?? run.status} />
            <span class="mono">{run.runId?.slice(0, 12)}</span>
            {run.startTimestamp !== undefined && (
              <span class="quiet">
                <Age at={run.startTimestamp} /> ago
              </span>
            )}
          </a>
        </li>
      ))}
    </RunMenu>
  );
}
