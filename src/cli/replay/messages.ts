import type { ArchivedLine } from '../../archive/files/readArchive.js';
import type { CheckedHistory } from '../../archive/gate/checkHistory.js';

/** What a thread is started with. */
export interface ThreadData {
  /** Absolute path of the module of workflows. */
  readonly module: string;
}

/** A history to check. */
export interface CheckRequest {
  readonly line: ArchivedLine;
  readonly replays: boolean;
}

/** The answer of a thread. */
export type CheckAnswer = { readonly checked: CheckedHistory } | { readonly error: string };
