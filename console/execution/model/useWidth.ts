import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Returns the width of an element in pixels, and renders again when it changes. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, set] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => set(current.clientWidth));
    observer.observe(current);
    set(current.clientWidth);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
