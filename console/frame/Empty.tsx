import type { ComponentChildren } from 'preact';

/** What stands in place of an empty list: that it is empty, and what one can do. */
export function Empty({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <p>{title}</p>
      {children}
    </div>
  );
}
