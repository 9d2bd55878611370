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
  const sign = { idle: '⧉', copied: '✓', failed: '✕' }[state];
  return (
    <button
      type="button"
      class="plain copy"
      onClick={copy}
      onBlur={() => set('idle')}
      title={state === 'failed' ? 'The browser does not allow to copy' : `Copy ${what}`}
      aria-label={state === 'copied' ? `Copied ${what}` : `Copy ${what}`}
    >
      <span aria-hidden="true">{sign}</span>
      {label !== undefined && ` ${label}`}
    </button>
  );
}
