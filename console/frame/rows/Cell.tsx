import type { ComponentChildren } from 'preact';

interface CellProps {
  /** Names of the column and of how it is aligned. */
  readonly class: string;
  readonly children?: ComponentChildren;
}

/** A cell of a row. The grid has the focus, so that cells need none. */
export function Cell({ class: name, children }: CellProps) {
  return (
    <span role="gridcell" class={name}>
      {children}
    </span>
  );
}

/** The title of a column. */
export function ColumnHeader({ class: name, children }: CellProps) {
  return (
    <span role="columnheader" class={name}>
      {children}
    </span>
  );
}
