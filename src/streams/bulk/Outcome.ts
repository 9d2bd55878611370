/** Result of an operation on one execution, as a line of a report. */
export interface Outcome {
  readonly workflowId: string;
  readonly runId: string;
  readonly outcome: 'ok' | 'skipped' | 'failed';
  /** Why it was skipped. */
  readonly reason?: string;
  /** Why it failed. */
  readonly error?: string;
  /** The run that was started. */
  readonly newRunId?: string;
}

/** Numbers of outcomes. */
export interface Tally {
  readonly ok: number;
  readonly skipped: number;
  readonly failed: number;
  /** The first failure. */
  readonly failure?: Outcome;
}

/** Numbers before the first outcome. */
export const noOutcomes: Tally = { ok: 0, skipped: 0, failed: 0 };

/** Counts an outcome. */
export function addOutcome(tally: Tally, outcome: Outcome): Tally {
  const next = { ...tally, [outcome.outcome]: tally[outcome.outcome] + 1 };
  return outcome.outcome === 'failed' ? { failure: outcome, ...next } : next;
}
