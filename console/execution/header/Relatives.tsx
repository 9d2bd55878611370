import { Fact } from '../../frame/Fact.js';
import { Outcome } from '../../frame/Outcome.js';
import { hrefOf } from '../../frame/useRoute.js';
import type { ExecutionRef } from '../model/factsOf.js';
import type { ViewProps } from '../view/ViewProps.js';
import { RunMenu } from './RunMenu.js';

/** Most children that are listed. */
const most = 200;

/** Links to the parent, the children, and the runs before and after. */
export function Relatives({ view, workflowId, query }: ViewProps) {
  const { facts, record } = view;
  const { children } = facts;
  const parent = facts.parent ?? record?.parent;
  const run = (runId: string): ExecutionRef => ({ workflowId, runId });
  const from = query.get('from');
  return (
    <>
      {parent !== undefined && (
        <Fact name="Parent">
          <ExecutionLink to={parent} />
        </Fact>
      )}
      {facts.continuedFrom !== undefined && (
        <Fact name="Continues">
          <ExecutionLink to={run(facts.continuedFrom)} isRun />
        </Fact>
      )}
      {facts.redrivenFrom !== undefined && (
        <Fact name="Redrive of">
          <ExecutionLink to={run(facts.redrivenFrom)} isRun />
        </Fact>
      )}
      {from !== null && from !== facts.redrivenFrom && from !== facts.continuedFrom && (
        <Fact name="Rerun of">
          <ExecutionLink to={run(from)} isRun />
        </Fact>
      )}
      {facts.continuedAs !== undefined && (
        <Fact name="Continued as">
          <ExecutionLink to={run(facts.continuedAs)} isRun />
        </Fact>
      )}
      {children.length > 0 && (
        <Fact name="Children">
          <RunMenu summary={children.length.toLocaleString('en-US')}>
            {children.slice(-most).map(child => (
              <li key={`${child.workflowId} ${child.runId}`}>
                <a href={hrefTo(child)}>
                  <Outcome status={child.status} />
                  <span>{child.workflowId}</span>
                  <span class="quiet">{child.type}</span>
                </a>
              </li>
            ))}
          </RunMenu>
        </Fact>
      )}
    </>
  );
}

function ExecutionLink({ to, isRun = false }: { readonly to: ExecutionRef; readonly isRun?: boolean }) {
  return (
    <a href={hrefTo(to)} class={isRun ? 'mono' : ''}>
      {isRun ? `run ${to.runId?.slice(0, 12)}` : to.workflowId}
    </a>
  );
}

const hrefTo = ({ workflowId, runId }: ExecutionRef): string =>
  hrefOf(['executions', workflowId, ...(runId === undefined ? [] : [runId])]);
