import type { ComponentChildren } from 'preact';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import type { KeyBinding } from '../keys/keyboard.js';
import { useKeys } from '../keys/useKeys.js';
import { useScrolledBox } from '../useScrolledBox.js';
import { type Cells, Row } from './Row.js';
import { rowWindow } from './rowWindow.js';
import { useAnchor } from './useAnchor.js';

/** Properties of {@link VirtualRows}. */
export interface VirtualRowsProps<T> {
  /** Name for screen readers, and title of the keys. */
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** Height of each row in pixels. */
  readonly rowHeight: number;
  /** Cells of the header, each with the role `columnheader`. */
  readonly header?: ComponentChildren;
  /** Cells of a row. If this is the same function at each render, rows that don't change are not rendered again. */
  readonly children: Cells<T>;
  /** Class of the list, for the widths of its columns. */
  readonly class: string;
  /** Key of the row that the keyboard is on. */
  readonly active: string | undefined;
  /** Called when the keyboard or a click goes to another row; with `isRange`, Shift is held. */
  readonly onActive: (item: T, index: number, options: { readonly isRange: boolean }) => void;
  /** Called at Enter. */
  readonly onOpen?: (item: T) => void;
  /** Keys of the selected rows. Without it, rows can't be selected. */
  readonly selected?: ReadonlySet<string>;
  /** Further keys of the list. */
  readonly bindings?: readonly KeyBinding[];
  /** Stands after the last row. */
  readonly footer?: ComponentChildren;
}

/**
 * A list of which only the visible rows are in the document, however many there are. All rows have one height. Its keys
 * are arrows, `j` and `k`, pages, Home, End and Enter. Rows that are inserted above what one reads don't move it: a
 * button tells how many are new.
 */
export function VirtualRows<T>(props: VirtualRowsProps<T>) {
  const { label, items, keyOf, rowHeight, header, active, selected, bindings = [], footer } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const keys = useMemo(() => items.map(keyOf), [items]);
  const viewport = useScrolledBox(scroller, rowHeight);
  const unseen = useAnchor(scroller, keys, { top: viewport.top, rowHeight });
  const index = active === undefined ? -1 : keys.indexOf(active);
  const { start, end } = rowWindow(viewport, rowHeight, items.length);
  const indexes = Array.from({ length: end - start }, (_, n) => start + n);
  // The active row is always in the document, because the list refers to it.
  if (index >= 0 && (index < start || index >= end)) indexes.push(index);

  useEffect(() => {
    if (index >= 0) scrollTo(scroller.current, index, items.length, rowHeight);
  }, [active]);

  const move = (to: number, isRange = false) => {
    const next = Math.max(0, Math.min(items.length - 1, to));
    const item = items[next];
    if (item === undefined) return;
    props.onActive(item, next, { isRange });
    scrollTo(scroller.current, next, items.length, rowHeight);
  };
  const click = ({ target, shiftKey }: MouseEvent) => {
    const row = target instanceof Element ? target.closest('[aria-rowindex]') : null;
    const n = Number(row?.getAttribute('aria-rowindex')) - 2;
    const item = items[n];
    if (item !== undefined) props.onActive(item, n, { isRange: shiftKey });
  };
  const page = Math.max(1, Math.floor(viewport.height / rowHeight) - 2);
  const open = () => {
    const item = items[index];
    if (item !== undefined) props.onOpen?.(item);
  };
  useKeys(label, [
    { keys: ['j', 'ArrowDown'], does: 'Next row', run: () => move(index + 1) },
    { keys: ['k', 'ArrowUp'], does: 'Previous row', run: () => move(index - 1) },
    { keys: ['PageDown'], does: 'A page down', run: () => move(index + page) },
    { keys: ['PageUp'], does: 'A page up', run: () => move(index - page) },
    { keys: ['Home'], does: 'First row', run: () => move(0) },
    { keys: ['End'], does: 'Last row', run: () => move(items.length - 1) },
    ...(props.onOpen === undefined ? [] : [{ keys: ['Enter'], does: 'Open', run: open }]),
    ...(selected === undefined
      ? []
      : [
          { keys: ['Shift+ArrowDown', 'J'], does: 'Select downwards', run: () => move(index + 1, true) },
          { keys: ['Shift+ArrowUp', 'K'], does: 'Select upwards', run: () => move(index - 1, true) },
        ]),
    ...bindings,
  ]);

  return (
    <div class={`virtual ${props.class}`}>
      {unseen > 0 && (
        <button type="button" class="unseen" onClick={() => scroller.current?.scrollTo({ top: 0 })}>
          <span aria-hidden="true">↑</span> {unseen} new
        </button>
      )}
      <div
        ref={scroller}
        class="scroller"
        role="grid"
        aria-label={label}
        aria-rowcount={items.length + 1}
        aria-multiselectable={selected !== undefined}
        aria-activedescendant={index < 0 ? undefined : `${id}-${index}`}
        tabIndex={0}
        onFocus={event => {
          if (index < 0 && event.target === scroller.current) move(0);
        }}
      >
        {header !== undefined && (
          <div role="row" class="row head" aria-rowindex={1}>
            {header}
          </div>
        )}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the grid do the same */}
        <div
          role="rowgroup"
          class="space"
          style={{ height: `${items.length * rowHeight}px` }}
          onClick={click}
        >
          {indexes.map(n => {
            const item = items[n];
            const key = keys[n];
            if (item === undefined || key === undefined) return null;
            return (
              <Row
                key={key}
                id={`${id}-${n}`}
                item={item}
                index={n}
                height={rowHeight}
                isActive={n === index}
                isSelected={selected?.has(key)}
                cells={props.children}
              />
            );
          })}
        </div>
        {footer !== undefined && footer !== null && (
          <div role="row" class="after">
            <div role="gridcell">{footer}</div>
          </div>
        )}
      </div>
    </div>
  );
}

/** Scrolls as little as it takes to show a row, below the header, which covers the first rows. */
function scrollTo(scroller: HTMLElement | null, index: number, count: number, rowHeight: number): void {
  if (scroller === null) return;
  const head = scroller.querySelector<HTMLElement>('.head')?.offsetHeight ?? 0;
  const top = index * rowHeight;
  const { scrollTop, clientHeight } = scroller;
  // What stands after the last row is shown with it.
  if (index === count - 1) scroller.scrollTop = scroller.scrollHeight;
  else if (top < scrollTop) scroller.scrollTop = top;
  else if (top + rowHeight + head > scrollTop + clientHeight)
    scroller.scrollTop = top + rowHeight + head - clientHeight;
}
