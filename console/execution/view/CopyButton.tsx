import { useState } from 'preact/hooks';

/** A button that copies a text. */
export function CopyButton({
  text,
  what,
  label,
}: {
  readonly text: string;
  readonly what: string;
  readonly label?: string;
}) {
  const [state, set] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = () =>
    // Pages that are not served from this machine or over HTTPS have no clipboard.
    (navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('There is no clipboard'))).then(
      () => set('copied'),
      () => set('failed'),
    );
  return (
    <button
      type="button"
      class="plain copy"
      onClick={copy}
      onBlur={() => set('idle')}
      title={state === 'failed' ? 'The browser does not allow to copy' : `Copy ${what}`}
      aria-label={state === 'copied' ? `Copied ${what}` : `Copy ${what}`}
    >
      {state === 'idle' ? <CopySign /> : <span aria-hidden="true">{state === 'copied' ? '✓' : '✕'}</span>}
      {label !== undefined && ` ${label}`}
    </button>
  );
}

function CopySign() {
  return (
    <svg width="13" height="13" viewBox="0 0 13 13" aria-hidden="true">
      <rect x="1" y="1" width="8" height="8" rx="1.5" />
      <path d="M4 12h6.5a1.5 1.5 0 0 0 1.5-1.5V4" />
    </svg>
  );
}
