import { useMemo, useState } from 'react';
import { ExecutionDetails } from './ExecutionDetails.js';
import { ExecutionTable } from './ExecutionTable.js';
import { type Filter, Filters } from './Filters.js';
import { media } from './media.js';
import { messageOf } from './messageOf.js';
import { useObservable } from './useObservable.js';
import { whileVisible } from './whileVisible.js';

/** A run that is shown beside the list. */
export interface Selected {
  readonly workflowId: string;
  readonly runId?: string | undefined;
}

export function Executions() {
  const [filter, setFilter] = useState<Filter>({ state: 'all', type: '' });
  const [selected, select] = useState<Selected>();
  const { value: executions, error } = useObservable(useMemo(() => listed(filter), [filter]));
  return (
    <div className={selected === undefined ? 'panes' : 'panes with-details'}>
      <section aria-label="Executions" className="pane">
        <Filters filter={filter} onChange={setFilter} />
        {error !== undefined && <p role="alert">{messageOf(error)}</p>}
        {executions === undefined ? (
          error === undefined && <p className="empty">Loading…</p>
        ) : (
          <ExecutionTable executions={executions} selected={selected} onSelect={select} />
        )}
      </section>
      {selected !== undefined && (
        <ExecutionDetails
          key={`${selected.workflowId} ${selected.runId}`}
          selected={selected}
          onClose={() => select(undefined)}
        />
      )}
    </div>
  );
}

const listed = ({ state, type }: Filter) =>
  media
    .executions({
      limit: 50,
      ...(state === 'all' ? {} : { [state]: true }),
      ...(type === '' ? {} : { type: { name: type } }),
    })
    .items$.pipe(whileVisible());
