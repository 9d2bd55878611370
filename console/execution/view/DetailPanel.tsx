import type { ComponentChildren } from 'preact';

/** A panel beside a view, or below it on a phone. */
export function DetailPanel({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  return (
    <aside class="detail" aria-label={`Details of ${title}`}>
      <header>
        <h2>{title}</h2>
        <button type="button" class="plain" onClick={onClose} aria-label="Close the details">
          ✕
        </button>
      </header>
      <div class="detail-body">{children}</div>
    </aside>
  );
}
