import { useId } from 'preact/hooks';

/** A labelled field of a dialog. */
export function Field({
  label,
  value,
  onChange,
  options = [],
  problem,
  rows,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Values that are offered. */
  readonly options?: readonly string[];
  readonly problem?: string | undefined;
  /** Lines of a longer text. */
  readonly rows?: number;
}) {
  const id = useId();
  const described =
    problem === undefined ? {} : { 'aria-describedby': `${id}-problem`, 'aria-invalid': true };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows === undefined ? (
        <input
          id={id}
          value={value}
          list={options.length > 0 ? `${id}-options` : undefined}
          onInput={event => onChange(event.currentTarget.value)}
          autoComplete="off"
          {...described}
        />
      ) : (
        <textarea
          id={id}
          class="mono"
          rows={rows}
          value={value}
          onInput={event => onChange(event.currentTarget.value)}
          spellcheck={false}
          {...described}
        />
      )}
      {options.length > 0 && (
        <datalist id={`${id}-options`}>
          {options.map(option => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
      {problem !== undefined && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
