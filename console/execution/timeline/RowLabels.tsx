import { endGlyphs } from 'rx-swf/timeline';
import { visibleText } from '../text/visibleText.js';
import { childrenOf } from './childrenOf.js';
import { rowHeight } from './drawRow.js';
import type { Selection } from './hitTest.js';
import type { PlacedRow } from './placeRows.js';

/** The names of the visible rows, as a list. */
export function RowLabels({
  rows,
  start,
  end,
  active,
  opened,
  onToggle,
  onSelect,
}: {
  readonly rows: readonly PlacedRow[];
  readonly start: number;
  readonly end: number;
  readonly active: Selection | undefined;
  readonly opened: readonly string[];
  readonly onToggle: (key: string) => void;
  readonly onSelect: (selection: Selection) => void;
}) {
  return (
    <ul class="timeline-labels" aria-label="Lanes" style={{ height: `${rows.length * rowHeight}px` }}>
      {rows.slice(start, end).map((placed, i) => {
        const { key, row, label, note, outcome, spans } = placed;
        const runs = row.depth === 0 ? childrenOf(row.lane) : [];
        const isOpen = runs.some(run => opened.includes(run));
        const text = visibleText(label);
        return (
          <li
            key={key}
            class={key === active?.row ? 'active' : ''}
            aria-setsize={rows.length}
            aria-posinset={start + i + 1}
            style={{
              transform: `translateY(${(start + i) * rowHeight}px)`,
              paddingLeft: `${8 + Math.min(row.depth, 5) * 14}px`,
            }}
          >
            {runs.length > 0 && (
              <button
                type="button"
                class="plain disclosure"
                aria-expanded={isOpen}
                aria-label={`${isOpen ? 'Close' : 'Open'} ${text}`}
                onClick={() => {
                  for (const run of runs) if (opened.includes(run) === isOpen) onToggle(run);
                }}
              >
                <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
              </button>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the page move between the lanes */}
            {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for what the keys do */}
            <span class="name" title={text} onClick={() => onSelect({ row: key, span: spans.length - 1 })}>
              {text}
            </span>
            <span class={`end ${outcome}`} aria-hidden="true">
              {outcome === 'completed' || outcome === 'open' ? '' : endGlyphs[outcome]}
            </span>
            <span class="sr-only">
              {outcome}. {visibleText(note)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
