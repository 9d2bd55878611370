import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * Keeps the rows that one reads in place while others are inserted above them. Returns how many are above that have not
 * been seen.
 *
 * @param keys - keys of the rows in order
 */
export function useAnchor(
  element: RefObject<HTMLElement | null>,
  keys: readonly string[],
  { top, rowHeight }: { readonly top: number; readonly rowHeight: number },
): number {
  const former = useRef(keys);
  const [unseen, setUnseen] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    const before = former.current;
    former.current = keys;
    if (current === null || before === keys || current.scrollTop === 0) return;
    const first = Math.floor(current.scrollTop / rowHeight);
    const shift = shiftOf(before, keys, first);
    current.scrollTop += shift * rowHeight;
    const newest = before[0] === undefined ? 0 : keys.indexOf(before[0]);
    if (newest > 0) setUnseen(count => count + newest);
  }, [keys]);
  useLayoutEffect(() => {
    if (top === 0) setUnseen(0);
  }, [top]);
  return unseen;
}

/** Returns by how many rows the first visible one has moved, or the next one that is still there. */
function shiftOf(before: readonly string[], after: readonly string[], first: number): number {
  const places = new Map(after.map((key, index) => [key, index]));
  for (let index = first; index < before.length; index += 1) {
    const place = places.get(before[index] ?? '');
    if (place !== undefined) return place - index;
  }
  return 0;
}
