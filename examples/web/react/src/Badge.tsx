const looks: Readonly<Record<string, readonly [mark: string, text: string]>> = {
  OPEN: ['▶', 'Open'],
  COMPLETED: ['✓', 'Completed'],
  FAILED: ['✗', 'Failed'],
  TERMINATED: ['■', 'Terminated'],
  TIMED_OUT: ['⏱', 'Timed out'],
  CANCELED: ['⊘', 'Canceled'],
  CONTINUED_AS_NEW: ['↻', 'Continued'],
};

/** State of an execution as a mark, a word and a colour. */
export function Badge({ status }: { readonly status: string }) {
  const [mark, text] = looks[status] ?? ['', status];
  return (
    <span className={`badge ${status.toLowerCase()}`}>
      <span aria-hidden="true">{mark}</span> {text}
    </span>
  );
}
