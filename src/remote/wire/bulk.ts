import type { ExecutionRecord, ExecutionSelection, Outcome } from '../../streams/index.js';
import type { Count } from '../../values/index.js';

/** An action on each of many executions. */
export interface BulkRequest {
  readonly action: 'signal' | 'cancel' | 'terminate' | 'rerun' | 'redrive';
  /**
   * Executions to act on. Signals, cancel requests and terminations take open ones, `rerun` and `redrive` closed ones.
   * Those that start after the beginning are left alone.
   */
  readonly filter: ExecutionSelection;
  /** Why it is done, for the audit; of terminations, also for their histories. */
  readonly reason?: string;
  /** Name of a signal. */
  readonly signalName?: string;
  /** Input of a signal, or of the new run of `rerun`. @defaultValue that of the old run */
  readonly input?: unknown;
  /** Details of a termination. */
  readonly details?: unknown;
  /** Child policy of a termination. */
  readonly childPolicy?: 'TERMINATE' | 'REQUEST_CANCEL' | 'ABANDON';
  /** Task list of the new runs of `rerun` and `redrive`. @defaultValue that of the old run */
  readonly taskList?: string;
  /** First command that a `redrive` does again. @defaultValue the failure that ended the run */
  readonly from?: string;
}

/** The extent of a bulk action, before it begins. */
export interface BulkPlan {
  readonly count: Count;
  /** The newest executions that it is about, at most ten. */
  readonly sample: readonly ExecutionRecord[];
}

/** Numbers of outcomes of a bulk action so far. */
export interface BulkProgress {
  readonly ok: number;
  readonly skipped: number;
  readonly failed: number;
  /** Number of executions that were counted at the beginning. More may turn out. */
  readonly total: Count;
  /** Failures since the last progress. */
  readonly failures: readonly Outcome[];
  /** True for the last one. */
  readonly isDone: boolean;
}
