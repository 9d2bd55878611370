import { EventTime } from '../execution/events/EventTime.js';
import { visibleText } from '../execution/text/visibleText.js';
import { marbleRowHeight } from './layoutMarbles.js';
import type { Pointed } from './marbleAt.js';

/** Longest text of a value. */
const longest = 400;
/** Width of a tip in pixels. */
const tipWidth = 300;

const ends = { complete: 'completed', error: 'failed', cancel: 'unsubscribed' } as const;

/** The whole value of a marble, or how a row ended. */
export function MarbleTip({
  pointed: { drawn, marble },
  top,
  width,
}: {
  readonly pointed: Pointed;
  /** Upper edge of its row in pixels. */
  readonly top: number;
  readonly width: number;
}) {
  const { row, end } = drawn;
  const isOutput = row.kind === 'output';
  const x = marble?.x ?? end;
  const at = marble?.at ?? row.end?.at ?? row.begin.at;
  const value = marble === undefined ? row.end?.value : marble.value;
  const text = value === undefined ? undefined : (JSON.stringify(value, null, 1) ?? '');
  return (
    <div
      class="tip"
      aria-hidden="true"
      style={{
        left: `${Math.max(0, Math.min(x - 20, width - tipWidth))}px`,
        top: `${isOutput ? top + 2 : top + marbleRowHeight - 2}px`,
        width: `${tipWidth}px`,
        // Below the output, there is nothing but the edge.
        ...(isOutput && { transform: 'translateY(-100%)' }),
      }}
    >
      <strong>
        {visibleText(row.name)}
        {marble === undefined && row.end !== undefined && ` ${ends[row.end.kind]}`}
      </strong>
      <span>
        decision {marble?.turn ?? row.end?.turn}, <EventTime at={at} />
      </span>
      {marble === undefined && row.end?.reason !== undefined && (
        <span class="bad">{visibleText(row.end.reason)}</span>
      )}
      {text !== undefined && (
        <code>{visibleText(text.length > longest ? `${text.slice(0, longest)}…` : text)}</code>
      )}
    </div>
  );
}
