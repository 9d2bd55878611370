import type { JSX } from 'preact';
import { drawRow } from './drawRow.js';
import type { PlacedRow } from './placeRows.js';
import type { Window } from './Viewport.js';

/** Width of a character of a note in pixels. */
const character = 6.6;

/** The bars of a row. Its elements are few, however many spans it has. */
export function ChartRow({
  placed,
  window,
  width,
  y,
}: {
  readonly placed: PlacedRow;
  readonly window: Window;
  readonly width: number;
  readonly y: number;
}): JSX.Element {
  const { paths, marks, right } = drawRow(placed, window, width);
  const room = Math.floor((width - right - 16) / character);
  const note =
    placed.note.length <= room ? placed.note : room > 12 ? `${placed.note.slice(0, room - 1)}…` : '';
  return (
    <g transform={`translate(0 ${y})`}>
      {paths.map(({ part, outcome, d }) => (
        <path key={`${part} ${outcome}`} class={`${part} ${outcome} ${placed.row.lane.kind}`} d={d} />
      ))}
      {marks.map(({ x, glyph, outcome }) => (
        <text key={x} class={`mark ${outcome}`} x={x} y={16}>
          {glyph}
        </text>
      ))}
      {note !== '' && right > 0 && (
        <text class="note" x={right + 10} y={16}>
          {note}
        </text>
      )}
    </g>
  );
}
