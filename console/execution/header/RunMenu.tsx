import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

/** A list of executions that opens below its summary. It closes at Escape, and when the focus leaves it. */
export function RunMenu({
  summary,
  children,
}: {
  readonly summary: string;
  /** A list item for each execution. */
  readonly children: ComponentChildren;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (details.current !== null) details.current.open = false;
  };
  return (
    <details
      ref={details}
      class="runs"
      onKeyDown={event => {
        if (event.key !== 'Escape' || details.current?.open !== true) return;
        event.preventDefault();
        close();
        details.current.querySelector('summary')?.focus();
      }}
      onFocusOut={({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && details.current?.contains(relatedTarget))) close();
      }}
    >
      <summary>{summary}</summary>
      <ol>{children}</ol>
    </details>
  );
}
