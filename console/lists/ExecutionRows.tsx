import { useCallback, useMemo, useState } from 'preact/hooks';
import type { ExecutionRecord, ExecutionSelection } from 'rx-swf/remote';
import { Empty } from '../frame/Empty.js';
import { Loading } from '../frame/Loading.js';
import { useSelection } from '../frame/rows/useSelection.js';
import { VirtualRows } from '../frame/rows/VirtualRows.js';
import { phone, useMedia } from '../frame/useMedia.js';
import { navigate } from '../frame/useRoute.js';
import { useAllowed } from '../streams/capabilities.js';
import { BulkDialog } from './bulk/BulkDialog.js';
import { type BulkTarget, bulkActions } from './bulk/bulkActions.js';
import { ExecutionCells, ExecutionColumns } from './ExecutionCells.js';
import { executionHref, executionKey } from './executionKey.js';
import { isEmpty, type ListFilter, limits } from './filter/ListFilter.js';

/** Rows on which one was, by the address, so that one comes back to them. */
const visited = new Map<string, string>();

/** The rows of a list, with what can be done to them. */
export function ExecutionRows({
  filter,
  selection,
  items,
  shown = [],
  onChange,
}: {
  readonly filter: ListFilter;
  /** The filter as the gateway has it. */
  readonly selection: ExecutionSelection;
  /** All executions of the filter, `undefined` until they have arrived. */
  readonly items: readonly ExecutionRecord[] | undefined;
  /** Those that have the text. */
  readonly shown: readonly ExecutionRecord[] | undefined;
  readonly onChange: (change: Partial<ListFilter>) => void;
}) {
  const isPhone = useMedia(phone);
  const place = location.hash;
  const [active, setActive] = useState(() => visited.get(place));
  const [target, setTarget] = useState<BulkTarget>();
  const keys = useMemo(() => shown.map(executionKey), [shown]);
  const { keys: selected, ...select } = useSelection(keys);
  const allowed = useAllowed();
  const canAct = bulkActions.some(({ name }) => allowed.has(name));
  const chosen = canAct ? shown.filter(item => selected.has(executionKey(item))) : [];
  const activeIndex = active === undefined ? -1 : keys.indexOf(active);

  const act = () => {
    if (!canAct) return;
    if (chosen.length > 0) setTarget({ kind: 'selected', items: chosen });
    else if (allowed.has('bulk') && filter.text === '') setTarget({ kind: 'filter', filter: selection });
  };
  const go = (item: ExecutionRecord, index: number, { isRange }: { readonly isRange: boolean }) => {
    const key = executionKey(item);
    if (isRange && canAct) select.extend(index, Math.max(0, activeIndex));
    visited.set(place, key);
    setActive(key);
  };
  const cells = useCallback(
    (item: ExecutionRecord, index: number, isSelected: boolean) => (
      <ExecutionCells
        item={item}
        href={executionHref(item)}
        isSelected={isSelected}
        {...(canAct && { onToggle: () => select.toggle(index) })}
      />
    ),
    [canAct],
  );
  return (
    <>
      <VirtualRows
        label="Executions"
        class={canAct ? 'executions selectable' : 'executions'}
        items={shown}
        keyOf={executionKey}
        rowHeight={isPhone ? 54 : 31}
        header={<ExecutionColumns isSelectable={canAct} />}
        active={active}
        onActive={go}
        onOpen={item => navigate(executionHref(item))}
        footer={items === undefined ? <Loading /> : <End {...{ items, shown, filter, onChange }} />}
        {...(canAct && {
          selected,
          bindings: [
            { keys: ['x', ' '], does: 'Select', run: () => select.toggle(activeIndex) },
            { keys: ['a'], does: 'Select all that are shown', run: select.all },
            { keys: ['Escape'], does: 'Select none', run: select.clear },
            { keys: ['b'], does: 'Act on what is selected, or on all', run: act },
          ],
        })}
      >
        {cells}
      </VirtualRows>
      {canAct && (
        <div class="act" role="toolbar" aria-label="Actions">
          <span class={chosen.length === 0 ? 'quiet' : ''}>
            {chosen.length === 0 ? 'None selected' : `${chosen.length.toLocaleString('en')} selected`}
          </span>
          {chosen.length > 0 ? (
            <>
              <button type="button" class="primary" onClick={act}>
                Act on {chosen.length.toLocaleString('en')}…
              </button>
              <button type="button" class="plain" onClick={select.clear}>
                Select none
              </button>
            </>
          ) : (
            allowed.has('bulk') && (
              <button type="button" disabled={filter.text !== '' || items?.length === 0} onClick={act}>
                Act on all of the filter…
              </button>
            )
          )}
        </div>
      )}
      {target !== undefined && (
        <BulkDialog target={target} allowed={allowed} onClose={() => setTarget(undefined)} />
      )}
    </>
  );
}

/** What stands below the last row: that there are none, or that there are more. */
function End({
  items,
  shown,
  filter,
  onChange,
}: {
  readonly items: readonly ExecutionRecord[];
  readonly shown: readonly ExecutionRecord[];
  readonly filter: ListFilter;
  readonly onChange: (change: Partial<ListFilter>) => void;
}) {
  const isCut = items.length >= filter.limit;
  const more = isCut && (
    <p class="quiet">
      These are among the newest {filter.limit.toLocaleString('en')}.{' '}
      {filter.limit === limits.usual ? (
        <button type="button" onClick={() => onChange({ limit: limits.most })}>
          Show up to {limits.most.toLocaleString('en')}
        </button>
      ) : (
        'Narrow the filter to see older ones.'
      )}
    </p>
  );
  if (shown.length > 0) return more || null;
  if (isEmpty(filter))
    return (
      <Empty title="There are no executions in this domain.">
        <p>They appear here as soon as they are started.</p>
      </Empty>
    );
  return (
    <Empty title="No execution matches the filter.">
      <p>
        <a href="#/executions">Show all executions</a>
      </p>
      {more}
    </Empty>
  );
}
