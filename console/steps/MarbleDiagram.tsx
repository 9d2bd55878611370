import { useEffect, useRef, useState } from 'preact/hooks';
import type { Step } from 'rx-swf/remote';
import { rowWindow } from '../frame/rows/rowWindow.js';
import { useScrolledBox } from '../frame/useScrolledBox.js';
import { type MarbleLayout, marbleRowHeight, turnAt } from './layoutMarbles.js';
import { MarbleColumns, MarbleCursor } from './MarbleColumns.js';
import { MarbleLabel } from './MarbleLabel.js';
import { MarbleLine } from './MarbleLine.js';
import { MarbleTip } from './MarbleTip.js';
import { marbleAt, type Pointed } from './marbleAt.js';
import { rowOfTurn } from './rowOfTurn.js';

/** Height of the numbers of the decisions above the rows, in pixels. */
const headHeight = 26;
/** Pixels of a scroll that render anew. */
const step = 40;

/** What a pointer is at, and the upper edge of its row in the diagram. */
interface Place extends Pointed {
  readonly top: number;
}

/**
 * The Observables of a workflow as marbles on lines, from left to right as they happened, with a cursor at a decision. Only
 * the visible part is in the document. The output, which is the last row, stays at the bottom while the others scroll.
 */
export function MarbleDiagram({
  layout,
  turn,
  steps,
  isOpen,
  onTurn,
}: {
  readonly layout: MarbleLayout;
  readonly turn: number;
  readonly steps: readonly Step[];
  readonly isOpen: boolean;
  readonly onTurn: (turn: number) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const foot = useRef<SVGSVGElement>(null);
  const box = useScrolledBox(scroller, step);
  const [pointed, setPointed] = useState<Place>();
  const { rows, lefts, width } = layout;
  const output = rows.find(({ row }) => row.kind === 'output');
  const others = rows.filter(drawn => drawn !== output);
  const footHeight = output === undefined ? 0 : marbleRowHeight;
  const { start, end } = rowWindow(box, marbleRowHeight, others.length);
  const [from, to] = [box.left - 200, box.left + box.width + 200];
  const left = lefts[turn] ?? 0;
  const right = lefts[turn + 1] ?? width;
  const height = others.length * marbleRowHeight;
  const fullHeight = headHeight + height + footHeight;
  const firstTurn = turnAt(layout, Math.max(0, from));
  const lastTurn = turnAt(layout, Math.min(width, to));
  const columns = Array.from({ length: Math.max(0, lastTurn - firstTurn + 1) }, (_, i) => firstTurn + i);
  const isLast = turn === steps.length;

  useEffect(() => {
    const { current } = scroller;
    if (current === null) return;
    const visible = current.clientWidth - labelWidthOf(current);
    if (left < current.scrollLeft) current.scrollLeft = left - 40;
    else if (right + 60 > current.scrollLeft + visible) current.scrollLeft = right + 60 - visible;
    const index = rowOfTurn(others, turn);
    if (index === undefined) return;
    const top = index * marbleRowHeight;
    const { scrollTop, clientHeight } = current;
    if (top < scrollTop || top + headHeight + marbleRowHeight > scrollTop + clientHeight - footHeight)
      current.scrollTop = top - clientHeight / 3;
  }, [turn, width]);

  const point = (event: MouseEvent & { readonly currentTarget: EventTarget & Element }) => {
    const area = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - area.left;
    const footBox = foot.current?.getBoundingClientRect();
    if (output !== undefined && footBox !== undefined && event.clientY >= footBox.top) {
      const place = marbleAt([output], x, 0);
      return place && { ...place, top: footBox.top - area.top };
    }
    const place = marbleAt(others, x, event.clientY - area.top - headHeight);
    return place && { ...place, top: headHeight + place.index * marbleRowHeight };
  };
  return (
    <figure class="marbles" aria-label="Marble diagram">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <div class="marble-scroller" ref={scroller} tabIndex={0} role="region" aria-label="Marble rows">
        <ul class="marble-labels" style={{ height: `${fullHeight}px` }}>
          {others.slice(start, end).map((drawn, i) => (
            <MarbleLabel
              key={`${drawn.row.kind} ${drawn.row.name} ${drawn.row.id ?? ''} ${drawn.row.begin.eventId ?? ''} ${start + i}`}
              drawn={drawn}
              index={start + i}
              count={rows.length}
              turn={turn}
              y={(start + i) * marbleRowHeight}
            />
          ))}
          {output && <MarbleLabel drawn={output} index={others.length} count={rows.length} turn={turn} />}
        </ul>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the page go from decision to decision */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the slider */}
        <div
          class="marble-area"
          style={{ width: `${width}px`, height: `${fullHeight}px` }}
          onClick={event =>
            onTurn(turnAt(layout, event.clientX - event.currentTarget.getBoundingClientRect().left))
          }
          onPointerMove={event => setPointed(point(event))}
          onPointerLeave={() => setPointed(undefined)}
        >
          <svg class="marble-head" width={width} height={headHeight} aria-hidden="true">
            <rect class="cursor-band" x={left} width={right - left} height={headHeight} />
            {columns.map(one => (
              <text
                key={one}
                class={one === turn ? 'chosen' : ''}
                x={((lefts[one] ?? 0) + (lefts[one + 1] ?? width)) / 2}
                y={17}
                text-anchor="middle"
              >
                {one}
              </text>
            ))}
          </svg>
          <svg width={width} height={height} aria-hidden="true">
            <MarbleColumns layout={layout} turn={turn} height={height} columns={columns} />
            {others.slice(start, end).map((drawn, i) => (
              <MarbleLine
                key={start + i}
                drawn={drawn}
                y={(start + i) * marbleRowHeight}
                from={from}
                to={to}
                isLive={isOpen}
              />
            ))}
            <MarbleCursor layout={layout} turn={turn} height={height} isLast={isLast} />
          </svg>
          {output && (
            <svg ref={foot} class="marble-foot" width={width} height={footHeight} aria-hidden="true">
              <MarbleColumns layout={layout} turn={turn} height={footHeight} columns={columns} />
              <MarbleLine drawn={output} y={0} from={from} to={to} isLive={isOpen} />
              <MarbleCursor layout={layout} turn={turn} height={footHeight} isLast={isLast} />
            </svg>
          )}
          {pointed !== undefined && <MarbleTip pointed={pointed} top={pointed.top} width={width} />}
        </div>
      </div>
    </figure>
  );
}

/** The labels stay in place while the rows scroll, and cover their begin. */
const labelWidthOf = (scroller: HTMLElement): number =>
  scroller.querySelector<HTMLElement>('.marble-labels')?.offsetWidth ?? 0;
