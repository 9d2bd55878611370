import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The visible part of a scrolled element, in pixels. */
export interface Viewport {
  readonly top: number;
  readonly height: number;
}

/**
 * Returns the visible part of an element, and renders again when it has changed by a row.
 *
 * @param rowHeight - height of a row in pixels
 */
export function useViewport(element: RefObject<HTMLElement | null>, rowHeight: number): Viewport {
  const [viewport, set] = useState<Viewport>({ top: 0, height: 800 });
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const update = () => {
      const { scrollTop, clientHeight: height } = current;
      const top = scrollTop - (scrollTop % rowHeight);
      set(former => (former.top === top && former.height === height ? former : { top, height }));
    };
    const observer = new ResizeObserver(update);
    observer.observe(current);
    current.addEventListener('scroll', update, { passive: true });
    update();
    return () => {
      observer.disconnect();
      current.removeEventListener('scroll', update);
    };
  }, [element, rowHeight]);
  return viewport;
}
