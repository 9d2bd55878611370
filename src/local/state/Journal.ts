import type { EventType } from '../api/events.js';
import type { Change } from './Change.js';

/** An event as it is written down. Its place in the order of all rows, and its time, are the journal's to add. */
export interface EventRow {
  readonly kind: 'event';
  readonly runId: string;
  readonly eventId: number;
  readonly type: EventType;
  readonly attributes: unknown;
  /** With the first event of an execution: what the event does not say of it. */
  readonly start?: { readonly domain: string; readonly workflowId: string };
}

/** All that ever happens to a region. The same rows in the same order give the same region. */
export type Row = EventRow | Change;

/** Where a region writes down what happens to it. */
export interface Journal {
  /** Writes down one more thing, before it takes effect. */
  write(row: Row): void;
  /** What was written under this name is not needed any more. */
  drop(name: string): void;
}
