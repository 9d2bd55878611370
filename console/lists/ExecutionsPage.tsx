import { useMemo, useRef } from 'preact/hooks';
import { Fault } from '../frame/Fault.js';
import { Heading } from '../frame/Heading.js';
import { useKeys } from '../frame/keys/useKeys.js';
import { hrefOf, navigate } from '../frame/useRoute.js';
import { gateway } from '../streams/gateway.js';
import { useObservable } from '../streams/useObservable.js';
import { ExecutionRows } from './ExecutionRows.js';
import { FilterBar } from './filter/FilterBar.js';
import { type ListFilter, matcher, readFilter, toRemoteFilter, writeFilter } from './filter/ListFilter.js';
import { StateChips } from './filter/StateChips.js';

/** The executions of the domain, live: those that the address selects. */
export function ExecutionsPage({ query }: { readonly query: URLSearchParams }) {
  const filter = useMemo(() => readFilter(query), [`${query}`]);
  const { selection, items$, counts$ } = useExecutions(filter);
  const { value: items, error } = useObservable(items$);
  const { value: counts } = useObservable(counts$);
  const shown = useMemo(
    () => (filter.text.trim() === '' ? items : items?.filter(matcher(filter.text))),
    [items, filter.text],
  );
  const search = useRef<HTMLInputElement>(null);
  useKeys('Filters', [{ keys: ['/'], does: 'Find', run: () => search.current?.select() }]);
  const change = (change: Partial<ListFilter>, isTyped = false) =>
    navigate(hrefOf(['executions'], writeFilter({ ...filter, ...change })), { isReplaced: isTyped });
  return (
    <div class="fill">
      <Heading title="Executions" />
      <FilterBar filter={filter} items={items} search={search} onChange={change} />
      <StateChips selected={filter.states} counts={counts} onChange={states => change({ states })} />
      {error !== undefined && <Fault error={error} title="The executions cannot be listed." />}
      {(error === undefined || items !== undefined) && (
        <ExecutionRows
          key={`${writeFilter({ ...filter, text: '' })}`}
          filter={filter}
          selection={selection}
          items={items}
          shown={shown}
          onChange={change}
        />
      )}
    </div>
  );
}

/** Returns the streams of a filter. Those of an equal filter are the same. */
function useExecutions(filter: ListFilter) {
  const selection = useMemo(
    () => toRemoteFilter(filter, Date.now()),
    [`${writeFilter({ ...filter, text: '', limit: 0 })}`],
  );
  const items$ = useMemo(
    () => gateway.executions({ ...selection, limit: filter.limit }).items$,
    [selection, filter.limit],
  );
  const everyState = { ...filter, states: [], text: '' };
  const counts$ = useMemo(
    () => gateway.executions(toRemoteFilter(everyState, Date.now())).counts$,
    [`${writeFilter({ ...everyState, limit: 0 })}`],
  );
  return { selection, items$, counts$ };
}
