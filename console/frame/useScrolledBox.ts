import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The visible part of an element that scrolls, in pixels. */
export interface ScrolledBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Returns the visible part of an element, and renders again when it has changed by a step.
 *
 * @param step - pixels of a scroll that render anew, such as the height of a row
 */
export function useScrolledBox(element: RefObject<HTMLElement | null>, step: number): ScrolledBox {
  const [box, set] = useState<ScrolledBox>({ left: 0, top: 0, width: 1_200, height: 800 });
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const update = () => {
      const { scrollLeft, scrollTop, clientWidth: width, clientHeight: height } = current;
      const [left, top] = [scrollLeft - (scrollLeft % step), scrollTop - (scrollTop % step)];
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
  }, [element, step]);
  return box;
}
