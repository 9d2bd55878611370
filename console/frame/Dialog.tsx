import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * A modal dialog. It keeps the focus inside, and gives it back when it is closed. Render it to open it. A new title is
 * another step: it gets the focus, as the button that led there may be gone.
 *
 * @param title - its heading
 * @param onClose - called at Escape, and at a click on the cross
 * @param footer - the buttons
 */
export function Dialog({
  title,
  onClose,
  children,
  footer,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly footer?: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the next key: it belongs to the dialog.
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    // The first field rather than the cross.
    current?.querySelector<HTMLElement>('.body :is(input, select, textarea, button)')?.focus();
    // Gives the focus back, which the removal of an open dialog does not.
    return () => current?.close();
  }, []);
  const heading = useRef<HTMLHeadingElement>(null);
  const former = useRef(title);
  useEffect(() => {
    if (former.current !== title) heading.current?.focus();
    former.current = title;
  }, [title]);
  const cancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onCancel={cancel}>
      <header>
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="plain" onClick={onClose} aria-label="Close">
          ✕
        </button>
      </header>
      <div class="body">{children}</div>
      {footer !== undefined && <footer>{footer}</footer>}
    </dialog>
  );
}
