import { map } from 'rxjs';
import { types$ } from './media.js';
import { useObservable } from './useObservable.js';

/** Executions to list. */
export interface Filter {
  readonly state: 'all' | 'open' | 'completed' | 'failed';
  /** Name of the workflow type; empty for all. */
  readonly type: string;
}

const states = { all: 'All', open: 'Open', completed: 'Completed', failed: 'Failed' } as const;
const workflows$ = types$.pipe(
  map(({ types }) => [...new Set(types.filter(({ kind }) => kind === 'workflow').map(({ name }) => name))]),
);

interface FiltersProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

export function Filters({ filter, onChange }: FiltersProps) {
  const { value: workflows = [] } = useObservable(workflows$);
  return (
    <form className="filters" onSubmit={event => event.preventDefault()}>
      <fieldset>
        <legend>State</legend>
        {(['all', 'open', 'completed', 'failed'] as const).map(state => (
          <label key={state}>
            <input
              type="radio"
              name="state"
              checked={filter.state === state}
              onChange={() => onChange({ ...filter, state })}
            />
            {states[state]}
          </label>
        ))}
      </fieldset>
      <label>
        Type
        <select value={filter.type} onChange={event => onChange({ ...filter, type: event.target.value })}>
          <option value="">All</option>
          {workflows.map(name => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
    </form>
  );
}
