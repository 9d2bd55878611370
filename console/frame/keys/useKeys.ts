import { useEffect, useRef } from 'preact/hooks';
import { addKeys, type KeyBinding } from './keyboard.js';

/**
 * Binds keys while the component is mounted, and lists them under a title in the dialog that `?` opens. They have no
 * effect in fields and while a dialog is open.
 */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  useEffect(() => addKeys(() => ({ title, bindings: latest.current })), [title]);
}
