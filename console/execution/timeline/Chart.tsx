import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Timeline, TimeScale } from 'rx-swf/timeline';
import { useKeys } from '../../frame/keys/useKeys.js';
import { rowWindow } from '../../frame/rows/rowWindow.js';
import { useScrolledBox } from '../../frame/useScrolledBox.js';
import { useWidth } from '../model/useWidth.js';
import { hrefOfView, replaceRoute, type ViewProps } from '../view/ViewProps.js';
import { ChartRow } from './ChartRow.js';
import { childrenOf } from './childrenOf.js';
import { rowHeight } from './drawRow.js';
import { type Direction, neighbor, type Selection, spanAt } from './hitTest.js';
import { Now, Outline } from './Marks.js';
import type { PlacedRow } from './placeRows.js';
import { RowLabels } from './RowLabels.js';
import { Grid, Ruler, rulerHeight } from './Ruler.js';
import { SpanDetail } from './SpanDetail.js';
import { SpanTip } from './SpanTip.js';
import { announcementOf, findSpan, spanOf } from './selection.js';
import { Toolbar } from './Toolbar.js';
import { useGestures } from './useGestures.js';
import { panned, revealing, type Viewport, windowOf, zoomed } from './Viewport.js';

interface ChartProps extends ViewProps {
  readonly timeline: Timeline;
  readonly scale: TimeScale;
  readonly rows: readonly PlacedRow[];
  readonly omitted: number;
  readonly isWide: boolean;
  readonly onWide: (isWide: boolean) => void;
  /** Keys of the runs of children that are shown in place. */
  readonly opened: readonly string[];
  readonly onToggle: (key: string) => void;
}

const ignore = () => undefined;

/** How much a key zooms, and how far it moves. */
const step = { zoom: 0.6, pan: 0.25 };

/** The rows of a timeline on a scale that zooms and moves. Only what is visible is in the document. */
export function Chart(props: ChartProps) {
  const { timeline, scale, rows, omitted, query } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const chart = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLDivElement>(null);
  const width = useWidth(chart);
  const vertical = useScrolledBox(scroller, rowHeight);
  const [viewport, setViewport] = useState<Viewport>();
  const [active, setActive] = useState<Selection>();
  const [hovered, setHovered] = useState<
    (Selection & { readonly x: number; readonly y: number }) | undefined
  >();
  const window = windowOf(viewport, scale);
  const { start, end } = rowWindow(vertical, rowHeight, rows.length);
  const pinned = useMemo(() => findSpan(rows, query.get('event'), query.get('lane')), [rows, query]);

  const pin = (selection: Selection | undefined) => {
    const eventId = selection && spanOf(rows, selection)?.eventId;
    const row = selection && rows.find(({ key }) => key === selection.row);
    const lane = row !== undefined && row.row.depth > 0 ? row.key : undefined;
    replaceRoute(hrefOfView(props, { event: eventId === undefined ? undefined : `${eventId}`, lane }));
  };
  const select = (selection: Selection | undefined) => {
    setActive(selection);
    const span = selection && spanOf(rows, selection);
    if (span === undefined) return;
    setViewport(revealing(viewport, scale, span.start, span.end));
    const index = rows.findIndex(({ key }) => key === selection?.row);
    scrollIntoView(scroller.current, index * rowHeight);
  };
  const move = (direction: Direction) => select(neighbor(rows, active, direction));
  const zoom = (factor: number, about = 0.5) => setViewport(zoomed(viewport, scale, factor, about));
  const pan = (share: number) => setViewport(panned(viewport, scale, share));
  const hit = (x: number, y: number): Selection | undefined => {
    const row = rows[Math.floor(y / rowHeight)];
    const span = row && spanAt(row, window, width, x);
    return row === undefined || span === undefined ? undefined : { row: row.key, span };
  };
  const toggle = () => {
    const row = rows.find(({ key }) => key === active?.row);
    for (const key of row === undefined ? [] : childrenOf(row.row.lane)) props.onToggle(key);
  };

  useGestures(chart, {
    zoom,
    pan,
    hover: point => {
      const selection = point && hit(point.x, point.y);
      setHovered(selection && point && { ...selection, x: point.x, y: point.y });
    },
    click: ({ x, y }) => {
      const selection = hit(x, y);
      setActive(selection);
      pin(selection);
    },
  });
  useGestures(ruler, { zoom, pan, hover: ignore, click: ignore }, true);
  useKeys('Timeline', [
    { keys: ['ArrowRight'], does: 'Next span', run: () => move('right') },
    { keys: ['ArrowLeft'], does: 'Previous span', run: () => move('left') },
    { keys: ['ArrowDown', 'j'], does: 'Next lane', run: () => move('down') },
    { keys: ['ArrowUp', 'k'], does: 'Previous lane', run: () => move('up') },
    { keys: ['Enter'], does: 'Details of the span', run: () => pin(active) },
    { keys: ['o'], does: 'Open or close the child of the lane', run: toggle },
    { keys: ['+', '='], does: 'Zoom in', run: () => zoom(step.zoom) },
    { keys: ['-'], does: 'Zoom out', run: () => zoom(1 / step.zoom) },
    { keys: ['0'], does: 'Show all', run: () => setViewport(undefined) },
    { keys: ['Shift+ArrowRight'], does: 'Move to later times', run: () => pan(step.pan) },
    { keys: ['Shift+ArrowLeft'], does: 'Move to earlier times', run: () => pan(-step.pan) },
    { keys: ['Escape'], does: 'Close the details', run: () => pin(undefined) },
  ]);
  useEffect(() => {
    if (pinned !== undefined) setActive(pinned);
  }, [query.get('event')]);

  const height = rows.length * rowHeight;
  const visible = rows.slice(start, end);
  const activeRow = rows.findIndex(({ key }) => key === active?.row);
  const marked = hovered ?? active;
  return (
    <div class={`timeline ${pinned === undefined ? '' : 'with-detail'}`}>
      <div class="timeline-main">
        <Toolbar
          isZoomed={viewport !== undefined}
          isWide={props.isWide}
          hasGaps={scale.squeezed.length > 0 || props.isWide}
          onWide={props.onWide}
          onZoom={zoom}
          onFit={() => setViewport(undefined)}
        />
        <div class="timeline-scroller" ref={scroller}>
          <div class="timeline-corner">{rows.length.toLocaleString('en-US')} lanes</div>
          <div class="timeline-ruler" ref={ruler}>
            {width > 0 && <Ruler {...{ timeline, scale, window, width }} />}
          </div>
          <RowLabels
            rows={rows}
            start={start}
            end={end}
            active={active}
            opened={props.opened}
            onToggle={props.onToggle}
            onSelect={select}
          />
          <div
            class="timeline-chart"
            ref={chart}
            role="application"
            aria-roledescription="timeline"
            aria-label="Timeline. Arrow keys move between spans, and Enter shows details."
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the page move between its spans
            tabIndex={0}
            style={{ height: `${height}px` }}
            onFocus={() => {
              if (active === undefined) setActive(neighbor(rows, undefined, 'right'));
            }}
          >
            {width > 0 && (
              <svg
                aria-hidden="true"
                width={width}
                height={(end - start) * rowHeight}
                style={{ transform: `translateY(${start * rowHeight}px)` }}
              >
                <Grid {...{ timeline, scale, window, width }} height={(end - start) * rowHeight} />
                {activeRow >= start && activeRow < end && (
                  <rect class="band" y={(activeRow - start) * rowHeight} width={width} height={rowHeight} />
                )}
                {visible.map((placed, i) => (
                  <ChartRow
                    key={placed.key}
                    placed={placed}
                    window={window}
                    width={width}
                    y={i * rowHeight}
                  />
                ))}
                <Now {...{ timeline, scale, window, width }} height={(end - start) * rowHeight} />
                {marked !== undefined && (
                  <Outline rows={rows} selection={marked} start={start} window={window} width={width} />
                )}
              </svg>
            )}
            {hovered !== undefined && (
              <SpanTip rows={rows} selection={hovered} point={hovered} width={width} />
            )}
          </div>
        </div>
        {omitted > 0 && <p class="quiet">And {omitted.toLocaleString('en-US')} more lanes.</p>}
        <p class="sr-only" role="status">
          {announcementOf(rows, active)}
        </p>
      </div>
      {pinned !== undefined && <SpanDetail {...props} selection={pinned} onClose={() => pin(undefined)} />}
    </div>
  );
}

/** Scrolls as little as it takes to show a row below the ruler. */
function scrollIntoView(scroller: HTMLElement | null, top: number): void {
  if (scroller === null) return;
  const { scrollTop, clientHeight } = scroller;
  if (top < scrollTop) scroller.scrollTop = top;
  else if (top + rowHeight + rulerHeight > scrollTop + clientHeight)
    scroller.scrollTop = top + rowHeight + rulerHeight - clientHeight;
}
