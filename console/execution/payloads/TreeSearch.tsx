import { useEffect, useState } from 'preact/hooks';
import { timer } from 'rxjs';

/** Milliseconds after the last letter at which a search begins: it looks at megabytes. */
const pause = 200;

/** A field that searches a tree, and goes from match to match with Enter. */
export function TreeSearch({
  label,
  value,
  onChange,
  matches,
  isMore,
  active,
  onMatch,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly matches: readonly string[];
  readonly isMore: boolean;
  readonly active: string;
  readonly onMatch: (path: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => {
    const subscription = timer(pause).subscribe(() => onChange(text));
    return () => subscription.unsubscribe();
  }, [text]);
  const index = matches.indexOf(active);
  const go = (step: number) => {
    const next = matches[(index + step + matches.length) % Math.max(1, matches.length)] ?? matches[0];
    if (next !== undefined) onMatch(next);
  };
  const count = `${matches.length.toLocaleString('en-US')}${isMore ? ' or more' : ''}`;
  return (
    <div class="tree-search">
      <input
        type="search"
        aria-label={label}
        placeholder="Search"
        value={text}
        onInput={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <span class="quiet" role="status">
        {value === '' ? '' : index < 0 ? `${count} found` : `${index + 1} of ${count}`}
      </span>
    </div>
  );
}
