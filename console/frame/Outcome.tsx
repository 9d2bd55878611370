/** A sign and a word for each state of an execution: neither needs colour to be read. */
const outcomes: Readonly<Record<string, readonly [sign: string, word: string]>> = {
  OPEN: ['●', 'open'],
  COMPLETED: ['✓', 'completed'],
  FAILED: ['✕', 'failed'],
  TIMED_OUT: ['◷', 'timed out'],
  CANCELED: ['⊘', 'canceled'],
  TERMINATED: ['■', 'terminated'],
  CONTINUED_AS_NEW: ['↻', 'continued'],
};

/** The state of an execution, as SWF names it. */
export function Outcome({ status = '' }: { readonly status: string | undefined }) {
  const [sign, word] = outcomes[status] ?? ['?', status.toLowerCase()];
  return (
    <span class={`outcome ${status.toLowerCase().replaceAll('_', '-')}`}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  );
}
