import { type DrawnMarbles, dot, marbleRowHeight, radius, visibleMarbles } from './layoutMarbles.js';

/** Half of the height of the sign of an end. */
const sign = 10;
const middle = marbleRowHeight / 2;

/**
 * A row of marbles: a line from the subscription to the end, `|` for a completion, `×` for an error, and dashes behind an
 * unsubscription. The line of what is open ends with an arrow.
 */
export function MarbleLine({
  drawn,
  y,
  from,
  to,
  isLive,
}: {
  readonly drawn: DrawnMarbles;
  readonly y: number;
  /** The window in pixels: what is outside of it is not drawn. */
  readonly from: number;
  readonly to: number;
  readonly isLive: boolean;
}) {
  const { row, hue, begin, end, dashes } = drawn;
  if (begin > to || dashes < from) return null;
  const left = Math.max(begin, from);
  const isOpen = row.end === undefined;
  return (
    <g class={`marble-row hue-${hue ?? 'none'} ${row.kind}`} transform={`translate(0 ${y + middle})`}>
      <line class="line" x1={left} x2={Math.min(end, to)} />
      {dashes > end && <line class="line dashed" x1={end} x2={dashes} />}
      <circle class="subscribe" cx={begin} r={3.5} />
      {visibleMarbles(drawn, from, to).map(({ index, x, width, text }) => (
        <g key={index} class={text === '' ? 'marble is-dot' : 'marble'}>
          <rect
            x={x - width / 2}
            y={text === '' ? -dot : -radius}
            width={width}
            height={text === '' ? 2 * dot : 2 * radius}
            rx={radius}
          />
          <text x={x} y={4} text-anchor="middle">
            {text}
          </text>
        </g>
      ))}
      {isOpen && <path class={isLive ? 'arrow live' : 'arrow'} d={`M${end - 7} -5l7 5l-7 5`} />}
      {row.end?.kind === 'complete' && <line class="complete" x1={end} x2={end} y1={-sign} y2={sign} />}
      {row.end?.kind === 'error' && <path class="error" d={`M${end - 7} -7l14 14M${end + 7} -7l-14 14`} />}
      {row.end?.kind === 'cancel' && <line class="unsubscribe" x1={end} x2={end} y1={-6} y2={6} />}
    </g>
  );
}
