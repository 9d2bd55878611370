/** How something ended. What was open when its execution closed is `abandoned`. */
export type Outcome = 'completed' | 'failed' | 'timedOut' | 'canceled' | 'terminated' | 'abandoned' | 'open';

/** All outcomes, the most noteworthy one first: where two share a place, that one is shown. */
export const outcomes: readonly Outcome[] = Object.freeze([
  'failed',
  'timedOut',
  'terminated',
  'canceled',
  'abandoned',
  'open',
  'completed',
]);

/** Returns whether an outcome is a failure: it failed, timed out or was terminated. */
export const isFailure = (outcome: Outcome): boolean =>
  outcome === 'failed' || outcome === 'timedOut' || outcome === 'terminated';

/** Returns the outcome of a closed thing by its state, which is spelled as in `history`. */
export function outcomeOf(state: string): Outcome {
  if (state === 'timedOut' || state === 'canceled' || state === 'terminated') return state;
  return /failed$/i.test(state) ? 'failed' : 'completed';
}
