import { Component, type ComponentChildren } from 'preact';

/** Renders the cells of a row, each with the role `gridcell`. */
export type Cells<T> = (item: T, index: number, isSelected: boolean) => ComponentChildren;

interface RowProps<T> {
  readonly id: string;
  readonly item: T;
  readonly index: number;
  readonly height: number;
  readonly isActive: boolean;
  /** `undefined` if rows can't be selected. */
  readonly isSelected: boolean | undefined;
  readonly cells: Cells<T>;
}

/**
 * A row, which is rendered again only if something of it changes: scrolling moves many. It is a class, because an element
 * in `useMemo` keeps the nodes of rows that are gone in memory.
 */
export class Row<T> extends Component<RowProps<T>> {
  override shouldComponentUpdate(next: RowProps<T>): boolean {
    const { id, item, index, height, isActive, isSelected, cells } = this.props;
    return (
      id !== next.id ||
      item !== next.item ||
      index !== next.index ||
      height !== next.height ||
      isActive !== next.isActive ||
      isSelected !== next.isSelected ||
      cells !== next.cells
    );
  }

  override render({ id, item, index, height, isActive, isSelected, cells }: RowProps<T>) {
    return (
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
    );
  }
}
