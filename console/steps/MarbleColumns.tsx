import type { MarbleLayout } from './layoutMarbles.js';

interface ColumnsProps {
  readonly layout: MarbleLayout;
  /** The decision of the cursor. */
  readonly turn: number;
  readonly height: number;
}

/** The band of the decision of the cursor, and the edges of the visible columns. It is below the rows. */
export function MarbleColumns({
  layout: { lefts, width },
  turn,
  height,
  columns,
}: ColumnsProps & { readonly columns: readonly number[] }) {
  const left = lefts[turn] ?? 0;
  const right = lefts[turn + 1] ?? width;
  return (
    <>
      <rect class="cursor-band" x={left} width={right - left} height={height} />
      {columns.map(one => {
        const x = lefts[one + 1] ?? width;
        return <line key={one} class="edge" x1={x} x2={x} y2={height} />;
      })}
    </>
  );
}

/** The cursor, and a veil over what happened after its decision. It is above the rows. */
export function MarbleCursor({
  layout: { lefts, width },
  turn,
  height,
  isLast,
}: ColumnsProps & { readonly isLast: boolean }) {
  const right = lefts[turn + 1] ?? width;
  return (
    <>
      {!isLast && <rect class="future" x={right} width={Math.max(0, width - right)} height={height} />}
      <line class="cursor" x1={right} x2={right} y2={height} />
    </>
  );
}
