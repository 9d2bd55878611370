import type { JsonRow } from '../text/flattenJson.js';
import { visibleText } from '../text/visibleText.js';

/** A line of a tree: the name of a member, and its value. */
export function JsonLine({
  row,
  top,
  isActive,
  isMatch,
  onToggle,
}: {
  readonly row: JsonRow;
  readonly top: number;
  readonly isActive: boolean;
  readonly isMatch: boolean;
  readonly onToggle: () => void;
}) {
  const { depth, name, kind, text, size, isOpen } = row;
  const isParent = size > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the tree do the same
    <div
      role="treeitem"
      class={`json-line ${isActive ? 'active' : ''} ${isMatch ? 'match' : ''}`}
      aria-level={depth + 1}
      aria-expanded={isParent ? isOpen : undefined}
      aria-selected={isActive}
      style={{ transform: `translateY(${top}px)`, paddingLeft: `${4 + Math.min(depth, 30) * 14}px` }}
      onClick={onToggle}
    >
      <span class="toggle" aria-hidden="true">
        {isParent ? (isOpen ? '▾' : '▸') : ''}
      </span>
      {name !== undefined && <span class="json-name">{visibleText(name)}</span>}
      {name !== undefined && <span class="json-colon">: </span>}
      {isOpen ? (
        <span class="json-size">{sizeOf(row)}</span>
      ) : (
        <span class={`json-${kind}`}>{visibleText(text)}</span>
      )}
    </div>
  );
}

const sizeOf = ({ kind, size }: JsonRow): string =>
  kind === 'array' ? `[${size.toLocaleString('en-US')}]` : `{${size.toLocaleString('en-US')}}`;
