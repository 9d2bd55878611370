import type { History } from '../../history/index.js';
import { stepOf } from '../../workflows/turns/stepOf.js';

/** The way that an execution took through its code. */
export interface Path {
  /** Identifies the path: two histories of a type with the same key took the same path. */
  readonly key: string;
  /** Each step followed by the next one, in the order of their first occurrence. */
  readonly transitions: readonly Transition[];
}

/** A step of a path that directly follows another. */
export interface Transition {
  readonly from: string;
  readonly to: string;
}

/**
 * Returns the path of a history: which commands and signals directly followed which others, by type. How often, with
 * which payloads and how fast makes no difference, so that a loop is one path whatever its length.
 */
export function pathOf(history: History): Path {
  const transitions = new Map<string, Transition>();
  let from = 'start';
  for (const event of history) {
    const to = stepOf(event);
    if (to === undefined) continue;
    const transition = { from, to };
    transitions.set(keyOf(transition), transition);
    from = to;
  }
  return { key: [...transitions.keys()].sort().join('\n'), transitions: [...transitions.values()] };
}

/** Returns a text that identifies a transition. */
export const keyOf = ({ from, to }: Transition): string => `${from} > ${to}`;
