import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The visible part of an element that scrolls both ways, in pixels. */
export interface ScrolledBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels of a scroll that render anew. */
const grain = 40;

/** Returns the visible part of an element, and renders again when it has changed by a few pixels. */
export function useScrolledBox(element: RefObject<HTMLElement | null>): ScrolledBox {
  const [box, set] = useState<ScrolledBox>({ left: 0, top: 0, width: 1_200, height: 600 });
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const update = () => {
      const { scrollLeft, scrollTop, clientWidth: width, clientHeight: height } = current;
      const [left, top] = [scrollLeft - (scrollLeft % grain), scrollTop - (scrollTop % grain)];
      set(former =>
        former.left === left && former.top === top && former.width === width && former.height === height
          ? former
          : { left, top, width, height },
      );
    };
    const observer = new ResizeObserver(update);
    observer.observe(current);
    current.addEventListener('scroll', update, { passive: true });
    update();
    return () => {
      observer.disconnect();
      current.removeEventListener('scroll', update);
    };
  }, [element]);
  return box;
}
