import { type RefObject, useEffect } from 'react';

/**
 * Moves the focus to an element when a component appears, and back to where it was when it goes away, unless the focus is
 * elsewhere by then.
 */
export function useFocusReturn(target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const opener = document.activeElement;
    target.current?.focus();
    return () => {
      // The focus of an element that is removed falls to the body.
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
    };
  }, [target]);
}
