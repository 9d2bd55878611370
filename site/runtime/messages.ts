import type { Timeline } from 'rx-swf/timeline';

/** Request of a page to the worker that runs a block. */
export interface RunRequest {
  readonly code: string;
  /** Addresses of the packages that a block may import, by their names. */
  readonly packages: Readonly<Record<string, string>>;
  /** `true` to let a skipped clock jump slowly enough to watch. */
  readonly isSlow: boolean;
}

/** Values that the pipeline of a workflow emitted in one turn. */
export interface Emission {
  /** The event that began the turn. */
  readonly eventId: number;
  readonly values: readonly unknown[];
}

/** Data from which the marbles of a durable workflow are drawn. */
export interface RecordedPipeline {
  /** The timeline with event ids in the place of times, so that what happens within a millisecond has an order. */
  readonly turns: Timeline;
  /** The times of the events, in milliseconds since the epoch; the first one is of event 1. */
  readonly times: readonly number[];
  /** Seconds that each timer was started for, by the event that records it. */
  readonly timers: ReadonlyMap<number, number>;
  readonly emissions: readonly Emission[];
}

/** An execution that a block has made, as it is now. */
export interface RecordedRun {
  readonly timeline: Timeline;
  /** For a durable workflow that the block defines. */
  readonly pipeline?: RecordedPipeline;
}

/** Output of a call of `console.log` or `console.error`. */
export interface OutputLine {
  readonly text: string;
  readonly isError: boolean;
}

/** Message of the worker to its page. */
export type RunReport =
  /** Waits for a block. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'lines'; readonly lines: readonly OutputLine[] }
  | { readonly kind: 'runs'; readonly runs: readonly RecordedRun[] }
  /** The module has run to its end. Subscriptions may still be open. */
  | { readonly kind: 'end'; readonly isFailed: boolean };
