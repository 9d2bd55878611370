import type { Basis } from './Check.js';

/** Outcome of a check. `unsupported` means that the service says that it lacks what is checked. */
export type Outcome = 'pass' | 'fail' | 'unsupported';

/** A check that was run. */
export interface Result {
  readonly chapter: string;
  readonly title: string;
  readonly basis: Basis;
  readonly operation?: string;
  readonly outcome: Outcome;
  /** Message of the error, unless it passed. */
  readonly reason?: string;
}

/** The checks that were run against one service, in their order. */
export interface Report {
  /** Name and version of the service. */
  readonly service: string;
  /** Day of the run, as 2026-11-28. */
  readonly date: string;
  /** Version of the AWS SDK that made the calls. */
  readonly sdk: string;
  readonly results: readonly Result[];
}
