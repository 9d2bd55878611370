import type { Event } from '../events/Event.js';

/** The event of a decision that SWF could not execute. Its attributes include the `cause`. */
export type FailedDecision = Extract<
  Event,
  { readonly attributes: { readonly cause: string; readonly decisionTaskCompletedEventId: number } }
>;
