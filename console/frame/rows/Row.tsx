import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';

/** Renders the cells of a row, each with the role `gridcell`. */
export type Cells<T> = (item: T, index: number, isSelected: boolean) => ComponentChildren;

/** A row, which is rendered again only if something of it changes: scrolling moves many. */
export function Row<T>({
  id,
  item,
  index,
  height,
  isActive,
  isSelected,
  cells,
}: {
  readonly id: string;
  readonly item: T;
  readonly index: number;
  readonly height: number;
  readonly isActive: boolean;
  /** `undefined` if rows can't be selected. */
  readonly isSelected: boolean | undefined;
  readonly cells: Cells<T>;
}) {
  return useMemo(
    () => (
      <div
        id={id}
        role="row"
        class={`row ${isActive ? 'active' : ''} ${isSelected ? 'selected' : ''}`}
        aria-rowindex={index + 2}
        aria-selected={isSelected}
        style={{ height: `${height}px`, transform: `translateY(${index * height}px)` }}
      >
        {cells(item, index, isSelected ?? false)}
      </div>
    ),
    [id, item, index, height, isActive, isSelected, cells],
  );
}
