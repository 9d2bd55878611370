import type { StateCount } from 'rx-swf/remote';
import { Outcome } from '../../frame/Outcome.js';
import { type State, stateNames, states } from './states.js';

/** The states with the numbers of their executions. A click shows only those of a state, or of several. */
export function StateChips({
  selected,
  counts = [],
  onChange,
}: {
  readonly selected: readonly State[];
  readonly counts: readonly StateCount[] | undefined;
  readonly onChange: (states: readonly State[]) => void;
}) {
  const closed = counts.find(({ state }) => state === 'CLOSED');
  const toggle = (state: State) =>
    onChange(stateNames.filter(name => selected.includes(name) !== (name === state)));
  return (
    <fieldset class="chips">
      <legend class="sr-only">States</legend>
      {stateNames.map(state => {
        const count = counts.find(one => one.state === states[state]);
        return (
          <button
            key={state}
            type="button"
            class={count?.count === 0 ? 'chip none' : 'chip'}
            aria-pressed={selected.includes(state)}
            onClick={() => toggle(state)}
          >
            <Outcome status={states[state]} /> {count && <b>{countText(count)}</b>}
          </button>
        );
      })}
      {closed && <span class="quiet">{countText(closed)} closed</span>}
    </fieldset>
  );
}

/** Returns a number of executions. A `+` says that there are more than SWF counts. */
export const countText = ({ count, truncated }: { readonly count: number; readonly truncated: boolean }) =>
  `${count.toLocaleString('en')}${truncated ? '+' : ''}`;
