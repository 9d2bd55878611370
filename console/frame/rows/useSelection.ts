import { useMemo, useRef, useState } from 'preact/hooks';

/** The selected rows of a list. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  /** Selects a row, or no longer. It is the begin of the next range. */
  toggle(index: number): void;
  /** Selects the rows from the one that was last toggled, or from `origin`, to another. */
  extend(to: number, origin: number): void;
  all(): void;
  clear(): void;
}

interface Selected {
  readonly keys: ReadonlySet<string>;
  readonly anchor: string | undefined;
}

const none: Selected = { keys: new Set(), anchor: undefined };

/**
 * Selects rows by their keys, so that the selection stays with them when the list changes. Its functions are the same at
 * every render.
 *
 * @param keys - keys of the rows in order
 */
export function useSelection(keys: readonly string[]): Selection {
  const [selected, set] = useState(none);
  const latest = useRef(keys);
  latest.current = keys;
  const functions = useMemo(() => functionsOf(latest, set), []);
  return { keys: selected.keys, ...functions };
}

function functionsOf(
  latest: { readonly current: readonly string[] },
  set: (change: (former: Selected) => Selected) => void,
): Omit<Selection, 'keys'> {
  return {
    toggle: index => {
      const key = latest.current[index];
      if (key === undefined) return;
      set(former => {
        const next = new Set(former.keys);
        if (!next.delete(key)) next.add(key);
        return { keys: next, anchor: key };
      });
    },
    extend: (to, origin) =>
      set(former => {
        const keys = latest.current;
        const anchored = former.anchor === undefined ? -1 : keys.indexOf(former.anchor);
        const from = anchored < 0 ? origin : anchored;
        const range = keys.slice(Math.min(from, to), Math.max(from, to) + 1);
        return { keys: new Set([...former.keys, ...range]), anchor: keys[from] };
      }),
    all: () => set(() => ({ keys: new Set(latest.current), anchor: undefined })),
    clear: () => set(() => none),
  };
}
