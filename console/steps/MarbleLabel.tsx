import { visibleText } from '../execution/text/visibleText.js';
import type { DrawnMarbles } from './layoutMarbles.js';
import { spokenRow } from './spokenRow.js';

/** The name of a row, and for screen readers what it shows up to a decision. */
export function MarbleLabel({
  drawn: { row, hue },
  index,
  count,
  turn,
  y,
}: {
  readonly drawn: DrawnMarbles;
  readonly index: number;
  /** Number of rows. */
  readonly count: number;
  readonly turn: number;
  /** Place in pixels; `undefined` for the row that stays at the bottom. */
  readonly y?: number;
}) {
  return (
    <li
      class={`hue-${hue ?? 'none'} ${row.kind}`}
      style={y === undefined ? {} : { transform: `translateY(${y}px)` }}
      aria-setsize={count}
      aria-posinset={index + 1}
    >
      <span class="source" title={visibleText(row.name)}>
        {visibleText(row.name)}
      </span>
      {row.id !== undefined && <span class="quiet id">{visibleText(row.id)}</span>}
      <span class="sr-only">{visibleText(spokenRow(row, turn))}</span>
    </li>
  );
}
