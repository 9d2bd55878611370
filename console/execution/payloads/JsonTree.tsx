import { useMemo, useRef, useState } from 'preact/hooks';
import { rowWindow } from '../../frame/rows/rowWindow.js';
import { useScrolledBox } from '../../frame/useScrolledBox.js';
import { flattenJson, type JsonRow, mostMatches, parentsOf, searchJson } from '../text/flattenJson.js';
import { JsonLine } from './JsonLine.js';
import { TreeSearch } from './TreeSearch.js';

/** Height of a line in pixels. */
const lineHeight = 20;
/** Lines without a search field above them. */
const few = 12;
/** Most members of an object that is open at first. */
const mostOpen = 200;
const depthOpen = 2;

/** A JSON value as a tree, of which only the visible lines are in the document. */
export function JsonTree({
  label,
  value,
  isTall = false,
}: {
  readonly label: string;
  readonly value: unknown;
  readonly isTall?: boolean;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useScrolledBox(scroller, lineHeight);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [search, setSearch] = useState('');
  const [active, setActive] = useState('');
  const rows = useMemo(
    () => flattenJson(value, (path, depth) => toggled.get(path) ?? isOpenAtFirst(value, depth)),
    [value, toggled],
  );
  const matches = useMemo(() => searchJson(value, search), [value, search]);
  const found = useMemo(() => new Set(matches), [matches]);
  const index = rows.findIndex(({ path }) => path === active);
  const { start, end } = rowWindow(viewport, lineHeight, rows.length);

  const toggle = ({ path, isOpen, size }: JsonRow) => {
    if (size > 0) setToggled(new Map([...toggled, [path, !isOpen]]));
  };
  const reveal = (path: string) => {
    const open = new Map([...toggled, ...parentsOf(path).map(parent => [parent, true] as const)]);
    setToggled(open);
    setActive(path);
    const line = flattenJson(value, (path, depth) => open.get(path) ?? isOpenAtFirst(value, depth)).findIndex(
      row => row.path === path,
    );
    // The lines above the match are in the document only after this render.
    queueMicrotask(() => scroller.current?.scrollTo({ top: Math.max(0, (line - 3) * lineHeight) }));
  };
  const press = (event: KeyboardEvent) => {
    const row = rows[index] ?? rows[0];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = (i: number) => {
      const next = rows[Math.max(0, Math.min(rows.length - 1, i))];
      if (next === undefined) return;
      setActive(next.path);
      const top = rows.indexOf(next) * lineHeight;
      const box = scroller.current;
      if (box === null) return;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (top + lineHeight > box.scrollTop + box.clientHeight)
        box.scrollTop = top + lineHeight - box.clientHeight;
    };
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => to(index + 1),
      ArrowUp: () => to(index - 1),
      ArrowRight: () => (row.size > 0 && !row.isOpen ? toggle(row) : to(index + 1)),
      ArrowLeft: () =>
        row.isOpen ? toggle(row) : to(rows.findLastIndex((one, i) => i < index && one.depth < row.depth)),
      Enter: () => toggle(row),
      ' ': () => toggle(row),
      Home: () => to(0),
      End: () => to(rows.length - 1),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    // The keys of the page mean something else.
    event.preventDefault();
    event.stopPropagation();
    action();
  };

  return (
    <div class="json">
      {(rows.length > few || search !== '' || isTall) && (
        <TreeSearch
          label={`Search ${label}`}
          value={search}
          onChange={setSearch}
          matches={matches}
          isMore={matches.length >= mostMatches}
          active={active}
          onMatch={reveal}
        />
      )}
      <div
        ref={scroller}
        class="json-lines"
        role="tree"
        aria-label={label}
        tabIndex={0}
        onKeyDown={press}
        style={{ height: `${rows.length * lineHeight + 2}px` }}
      >
        <div class="space" role="presentation" style={{ height: `${rows.length * lineHeight}px` }}>
          {rows.slice(start, end).map((row, i) => (
            <JsonLine
              key={row.path}
              row={row}
              top={(start + i) * lineHeight}
              isActive={row.path === active}
              isMatch={found.has(row.path)}
              onToggle={() => {
                setActive(row.path);
                toggle(row);
              }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The first levels are open, unless they are so large that one looks for something in them anyway. */
function isOpenAtFirst(value: unknown, depth: number): boolean {
  if (depth === 0) return true;
  const size = typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
  return depth < depthOpen && size <= mostOpen;
}
