import type { Timeline } from 'rx-swf/timeline';

/** What a page asks of the worker that runs a block. */
export interface RunRequest {
  readonly code: string;
  /** Addresses of the packages that a block may import, by their names. */
  readonly packages: Readonly<Record<string, string>>;
  /** `true` to let a skipped clock jump slowly enough to watch. */
  readonly isSlow: boolean;
}

/** Values that the pipeline of a workflow emitted at one time. */
export interface Emission {
  /** In milliseconds since the epoch. */
  readonly at: number;
  readonly values: readonly unknown[];
}

/** An execution that a block has made, as it is now. */
export interface RecordedRun {
  readonly timeline: Timeline;
  /** Emissions of the pipeline, for a durable workflow that the block defines. */
  readonly emissions?: readonly Emission[];
}

/** What a call of `console.log` or `console.error` prints. */
export interface OutputLine {
  readonly text: string;
  readonly isError: boolean;
}

/** What the worker tells its page. */
export type RunReport =
  /** Waits for a block. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'lines'; readonly lines: readonly OutputLine[] }
  | { readonly kind: 'runs'; readonly runs: readonly RecordedRun[] }
  /** The module has run to its end. Subscriptions may still be open. */
  | { readonly kind: 'end'; readonly isFailed: boolean };
