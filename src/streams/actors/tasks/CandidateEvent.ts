/**
 * A difference between a decision and what a candidate makes of it (`candidate` of workflow workers). Plain data without
 * payloads.
 */
export interface CandidateDifference {
  /**
   * `'history'`: the candidate does not make a decision that the history has. `'decision'`: it makes another one than
   * the current code has just made. `'attributes'`: it makes the same decision with another input, timeout or other
   * attribute, which replays accept. `'error'`: it fails, or takes too long.
   */
  readonly kind: 'history' | 'decision' | 'attributes' | 'error';
  readonly message: string;
  /** The id of the event that differs; of a decision that was just made, that of its `DecisionTaskStarted`. */
  readonly eventId?: number;
  /** The command of the history or of the current code; absent if there is none. */
  readonly recorded?: string;
  /** The command that the candidate issues instead; absent if there is none. */
  readonly issued?: string;
}

/** Reason why a decision is not compared: the worker is busy, or the candidate has used up its budget or its cache. */
export type CandidateSkip = 'load' | 'budget' | 'evicted';

/** Result of comparing a decision with what a candidate makes of it. Durations are in milliseconds. */
export type CandidateEvent =
  /** A candidate makes the same decision. */
  | { readonly type: 'candidateAgreed'; readonly duration: number }
  /**
   * A candidate makes another decision. `path` is where the execution was: its last step, and the one before. `seen` is
   * the number of times that this worker has seen the difference, regardless of ids.
   */
  | {
      readonly type: 'candidateDiverged';
      readonly path: string;
      readonly difference: CandidateDifference;
      readonly seen: number;
      readonly duration: number;
    }
  /** A decision was not compared. Unless `reason` is `'evicted'`, the next comparison makes up for it. */
  | { readonly type: 'candidateSkipped'; readonly reason: CandidateSkip };
