import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * The heading of a page, which gets the focus on navigation, and the title of the document. Render it at once, before the
 * data of the page arrives.
 *
 * @param title - also the title of the document
 * @param children - what stands beside the heading
 */
export function Heading({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  useLayoutEffect(() => {
    document.title = `${title} · rx-swf`;
  }, [title]);
  return (
    <div class="heading">
      <h1 tabIndex={-1}>{title}</h1>
      {children}
    </div>
  );
}
