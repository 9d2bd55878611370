import type { RunsOf } from './runsByParent.js';

/** What the spans of a timeline have in common. */
export interface SpanContext {
  /** End of open spans, in milliseconds since the epoch. */
  readonly end: number;
  readonly workflowId: string | undefined;
  /** Maximum number of characters of a payload. */
  readonly payloadLength: number;
  readonly runs: RunsOf;
}
