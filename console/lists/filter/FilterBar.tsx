import type { RefObject } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ExecutionRecord } from 'rx-swf/remote';
import { phone, useMedia } from '../../frame/useMedia.js';
import { FilterField } from './FilterField.js';
import type { ListFilter } from './ListFilter.js';
import { parseTime } from './parseTime.js';

const none: readonly ExecutionRecord[] = [];

/** The filters of a list. A change is in the address at once; only the text is so while it is typed. */
export function FilterBar({
  filter,
  items = none,
  search,
  onChange,
}: {
  readonly filter: ListFilter;
  readonly items: readonly ExecutionRecord[] | undefined;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onChange: (change: Partial<ListFilter>, isTyped?: boolean) => void;
}) {
  const isPhone = useMedia(phone);
  const types = useMemo(() => new Set(items.map(({ type }) => `${type?.name}@${type?.version}`)), [items]);
  const timeProblem = (text: string) =>
    text === '' || parseTime(text, 0) !== undefined ? undefined : 'A time such as 6h, 30d or 2026-11-28';
  const fields = (
    <>
      <FilterField
        label="Type"
        value={filter.type}
        placeholder="Order or Order@1"
        suggestions={[...types].sort()}
        onChange={type => onChange({ type })}
      />
      <FilterField
        label="Workflow id"
        value={filter.workflowId}
        placeholder="whole id"
        onChange={workflowId => onChange({ workflowId })}
      />
      <FilterField
        label="Tag"
        value={filter.tags.join(' ')}
        placeholder="any"
        onChange={text => onChange({ tags: text.split(/\s+/).filter(Boolean) })}
      />
      <FilterField
        label="Since"
        value={filter.since}
        placeholder="6h, 30d, 2026-11-28"
        suggestions={['1h', '6h', '24h', '7d', '30d']}
        problemOf={timeProblem}
        onChange={since => onChange({ since })}
      />
      <FilterField
        label="Until"
        value={filter.until}
        placeholder="now"
        problemOf={timeProblem}
        onChange={until => onChange({ until })}
      />
    </>
  );
  const { type, workflowId, tags, since, until } = filter;
  const set = [type, workflowId, since, until, ...tags].filter(Boolean).length;
  return (
    <search class="filters">
      <div class="field text">
        <label for="text">Find</label>
        <input
          id="text"
          ref={search}
          type="search"
          value={filter.text}
          placeholder="Part of an id, a type or a tag ( / )"
          onInput={event => onChange({ text: event.currentTarget.value }, true)}
          onKeyDown={event => {
            if (event.key === 'Enter' || event.key === 'Escape') leave(event.currentTarget);
          }}
        />
      </div>
      {isPhone ? (
        <details>
          <summary>Filters{set > 0 && ` (${set})`}</summary>
          <div class="fields">{fields}</div>
        </details>
      ) : (
        fields
      )}
    </search>
  );
}

/** Gives the focus to the list, so that its keys have an effect. */
function leave(field: HTMLElement): void {
  const list = document.querySelector<HTMLElement>('[role=grid]');
  if (list === null) field.blur();
  else list.focus();
}
