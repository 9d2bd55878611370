import { useEffect, useRef, useState } from 'preact/hooks';
import { timer } from 'rxjs';
import { useKeys } from '../../frame/keys/useKeys.js';

/** Milliseconds after the last letter at which a filter takes effect. */
const pause = 120;

/** A field that filters a list, which `/` focuses, and how many items are left. */
export function SearchField({
  label,
  value,
  onChange,
  count,
  total,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly count: number;
  readonly total: number;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  useEffect(() => {
    const subscription = timer(pause).subscribe(() => onChange(text));
    return () => subscription.unsubscribe();
  }, [text]);
  useKeys(label, [{ keys: ['/'], does: label, run: () => field.current?.focus() }]);
  return (
    <div class="filter-field">
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={`${label}  /`}
        value={text}
        onInput={event => setText(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <span class="quiet" role="status">
        {value === ''
          ? total.toLocaleString('en-US')
          : `${count.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`}
      </span>
    </div>
  );
}
