import { useEffect, useRef, useState } from 'preact/hooks';
import type { Step } from 'rx-swf/remote';
import { visibleText } from '../execution/text/visibleText.js';
import { rowWindow } from '../frame/rows/rowWindow.js';
import { type MarbleLayout, marbleRowHeight, turnAt } from './layoutMarbles.js';
import { MarbleLine } from './MarbleLine.js';
import { MarbleTip } from './MarbleTip.js';
import { marbleAt, type Pointed } from './marbleAt.js';
import { rowOfTurn } from './rowOfTurn.js';
import { spokenRow } from './spokenRow.js';
import { useScrolledBox } from './useScrolledBox.js';

/** Height of the numbers of the decisions above the rows, in pixels. */
const headHeight = 26;

/**
 * The Observables of a workflow as marbles on lines, from left to right as they happened, with a cursor at a decision. Only
 * the visible part is in the document.
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
  const box = useScrolledBox(scroller);
  const [pointed, setPointed] = useState<Pointed>();
  const { rows, lefts, width } = layout;
  const { start, end } = rowWindow({ top: box.top, height: box.height }, marbleRowHeight, rows.length);
  const [from, to] = [box.left - 200, box.left + box.width + 200];
  const left = lefts[turn] ?? 0;
  const right = lefts[turn + 1] ?? width;
  const height = rows.length * marbleRowHeight;
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
    const index = rowOfTurn(rows, turn);
    if (index === undefined) return;
    const top = index * marbleRowHeight;
    const { scrollTop, clientHeight } = current;
    if (top < scrollTop || top + headHeight + marbleRowHeight > scrollTop + clientHeight)
      current.scrollTop = top - clientHeight / 3;
  }, [turn, width]);

  const pointOf = (event: MouseEvent & { readonly currentTarget: EventTarget & Element }) => {
    const area = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - area.left, y: event.clientY - area.top - headHeight };
  };
  return (
    <figure class="marbles" aria-label="Marble diagram">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <div class="marble-scroller" ref={scroller} tabIndex={0} role="region" aria-label="Marble rows">
        <ul class="marble-labels" style={{ height: `${height + headHeight}px` }}>
          {rows.slice(start, end).map(({ row, hue }, i) => (
            <li
              key={`${row.kind} ${row.name} ${row.id ?? ''} ${row.begin.eventId ?? ''} ${start + i}`}
              class={`hue-${hue ?? 'none'} ${row.kind}`}
              style={{ transform: `translateY(${(start + i) * marbleRowHeight}px)` }}
              aria-setsize={rows.length}
              aria-posinset={start + i + 1}
            >
              <span class="source" title={visibleText(row.name)}>
                {visibleText(row.name)}
              </span>
              {row.id !== undefined && <span class="quiet id">{visibleText(row.id)}</span>}
              <span class="sr-only">{visibleText(spokenRow(row, turn))}</span>
            </li>
          ))}
        </ul>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the page go from decision to decision */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the slider */}
        <div
          class="marble-area"
          style={{ width: `${width}px`, height: `${height + headHeight}px` }}
          onClick={event => onTurn(turnAt(layout, pointOf(event).x))}
          onPointerMove={event => {
            const point = pointOf(event);
            setPointed(marbleAt(rows, point.x, point.y));
          }}
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
            <rect class="cursor-band" x={left} width={right - left} height={height} />
            {columns.map(one => (
              <line
                key={one}
                class="edge"
                x1={lefts[one + 1] ?? width}
                x2={lefts[one + 1] ?? width}
                y2={height}
              />
            ))}
            {rows.slice(start, end).map((drawn, i) => (
              <MarbleLine
                key={start + i}
                drawn={drawn}
                y={(start + i) * marbleRowHeight}
                from={from}
                to={to}
                isLive={isOpen}
              />
            ))}
            {!isLast && <rect class="future" x={right} width={Math.max(0, width - right)} height={height} />}
            <line class="cursor" x1={right} x2={right} y2={height} />
          </svg>
          {pointed !== undefined && <MarbleTip pointed={pointed} top={headHeight} width={width} />}
        </div>
      </div>
    </figure>
  );
}

/** The labels stay in place while the rows scroll, and cover their begin. */
const labelWidthOf = (scroller: HTMLElement): number =>
  scroller.querySelector<HTMLElement>('.marble-labels')?.offsetWidth ?? 0;
