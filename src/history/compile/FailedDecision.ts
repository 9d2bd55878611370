import type { Event } from '../events/Event.js';

/** An event that tells of a decision which SWF could not carry out. Its attributes have the `cause`. */
export type FailedDecision = Extract<
  Event,
  { readonly attributes: { readonly cause: string; readonly decisionTaskCompletedEventId: number } }
>;
