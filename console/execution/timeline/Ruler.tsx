import type { Timeline, TimeScale } from 'rx-swf/timeline';
import { gapBands, ticksOf } from './ticksOf.js';
import type { Window } from './Viewport.js';

/** Height of the ruler in pixels. */
export const rulerHeight = 28;

interface RulerProps {
  readonly timeline: Timeline;
  readonly scale: TimeScale;
  readonly window: Window;
  readonly width: number;
}

/** Times since the start, and the lengths of squeezed idle times. */
export function Ruler({ timeline, scale, window, width }: RulerProps) {
  const bands = gapBands(scale, window, width);
  const isFree = (x: number) => bands.every(band => x < band.x - 30 || x > band.x + band.width - 4);
  return (
    <svg class="ruler" width={width} height={rulerHeight} aria-hidden="true">
      {ticksOf(timeline, scale, window, width)
        .filter(({ x }) => isFree(x))
        .map(({ x, label }) => (
          <g key={label} transform={`translate(${x} 0)`}>
            <line y1={rulerHeight - 5} y2={rulerHeight} />
            <text x={3} y={rulerHeight - 9}>
              {label}
            </text>
          </g>
        ))}
      {bands.map(({ x, width, label }) => (
        <g key={x} class="idle">
          <rect x={x} width={width} y={4} height={rulerHeight - 8} rx={3} />
          {label !== undefined && (
            <text x={x + width / 2} y={rulerHeight - 10} text-anchor="middle">
              {label}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** Vertical lines of the ruler, and the squeezed idle times, behind the rows. */
export function Grid({ timeline, scale, window, width, height }: RulerProps & { readonly height: number }) {
  return (
    <g class="grid">
      {ticksOf(timeline, scale, window, width).map(({ x, label }) => (
        <line key={label} x1={x} x2={x} y2={height} />
      ))}
      {gapBands(scale, window, width).map(({ x, width }) => (
        <rect key={x} class="idle" x={x} width={width} height={height} />
      ))}
    </g>
  );
}
