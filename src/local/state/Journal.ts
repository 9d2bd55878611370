import type { EventType } from '../api/events.js';
import type { Change } from './Change.js';
import type { ClosedState, ExecutionDetails, PastExecution } from './Execution.js';

/** An event as written to the journal, which adds its sequence number and its time. */
export interface EventRow {
  readonly kind: 'event';
  readonly runId: string;
  readonly eventId: number;
  readonly type: EventType;
  readonly attributes: unknown;
  /** The time of an event that was recorded elsewhere, in milliseconds since the epoch. */
  readonly time?: number;
  /**
   * Set for the first event of an execution: the properties of the execution that the event doesn't contain.
   */
  readonly start?: { readonly domain: string; readonly workflowId: string };
}

/** A closed execution without its events, whose rows it replaces. The events are stored next to it. */
export interface ClosedRunRow {
  readonly kind: 'closedRun';
  readonly runId: string;
  readonly domain: string;
  readonly details: ExecutionDetails;
  readonly past: Omit<PastExecution, 'closed' | 'readEvents'>;
  readonly closed: Omit<ClosedState, 'children'>;
}

/** Any change of a region. Replaying the same rows in the same order reproduces the region. */
export type Row = EventRow | Change;

/** The journal of a region's changes. */
export interface Journal {
  /** Appends a row, before it takes effect. */
  write(row: Row): void;
  /** Discards everything written under this name. */
  drop(name: string): void;
}
