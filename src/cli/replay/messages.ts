import type { ArchivedLine } from '../../archive/files/readArchive.js';
import type { CheckedHistory } from '../../archive/gate/checkHistory.js';

/** What a thread is started with. */
export interface ThreadData {
  /** Path of the module of workflows. */
  readonly module: string;
  /** Number of checks that the thread has begun. The only way to look into a thread that is busy. */
  readonly begun: Int32Array;
}

/** Histories to check. */
export interface CheckRequest {
  readonly lines: readonly ArchivedLine[];
  readonly replays: boolean;
}

/** A message of a thread: that it has loaded so many workflows, the outcomes, or why there are none. */
export type ThreadMessage =
  | { readonly workflows: number }
  | { readonly checked: readonly CheckedHistory[] }
  | { readonly error: string };
