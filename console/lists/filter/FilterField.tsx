import { useId, useState } from 'preact/hooks';

/** A filter as a field with a label. It changes when one leaves it or presses Enter. */
export function FilterField({
  label,
  value,
  placeholder,
  suggestions = [],
  problemOf = () => undefined,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly suggestions?: readonly string[];
  /** Returns what is wrong with a value. Such a value is not applied. */
  readonly problemOf?: (value: string) => string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  const [problem, setProblem] = useState<string>();
  const change = (text: string) => {
    const found = problemOf(text);
    setProblem(found);
    if (found === undefined && text !== value) onChange(text);
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        value={value}
        placeholder={placeholder}
        list={suggestions.length === 0 ? undefined : `${id}-list`}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        onChange={event => change(event.currentTarget.value.trim())}
      />
      {suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map(one => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {problem !== undefined && (
        <span id={`${id}-problem`} class="problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
