import type { Break, CheckedRun } from './checkHistory.js';
import type { Path } from './pathOf.js';

/** The histories of a type that took the same path, and whether the code still takes it. */
export interface PathReport {
  readonly type: string;
  /** Difference from the most common path of its type, such as `signal price after start`. */
  readonly label: string;
  readonly path: Path;
  /** Number of histories, and how many of these were open. */
  readonly histories: number;
  readonly open: number;
  /** Number of histories that were replayed, and how many of these break. */
  readonly replayed: number;
  readonly broken: number;
  /** A run that took the path: one that breaks, open if possible, else an open one, else the longest. */
  readonly example: CheckedRun;
  /** Difference between the code and the example, if it breaks. */
  readonly break?: Break;
}

/** The outcome of a gate. */
export interface GateReport {
  /** Number of histories that were checked: those of types that the code defines. */
  readonly histories: number;
  /** Number of histories by type that the code doesn't define. */
  readonly skipped: Readonly<Record<string, number>>;
  /** The paths: broken ones first, then the most common ones. */
  readonly paths: readonly PathReport[];
  /** `true` if no replayed history breaks. */
  readonly holds: boolean;
}
