import type { Scene } from './Scene.js';

/**
 * Evidence for what a check expects of SWF.
 *
 * - `documented`: Amazon's API reference, its service model or its developer guide
 * - `recorded`: recordings of Amazon's service that are public, or what Amazon's own client libraries rely on
 * - `reported`: only reports of others, such as the sources of other emulators
 */
export type Basis = 'documented' | 'recorded' | 'reported';

/** One thing that holds for SWF. */
export interface Check {
  /** Sentence that says what holds. */
  readonly title: string;
  readonly basis: Basis;
  /** Operation whose plain use is checked. Each of the 39 operations has one such check. */
  readonly operation?: string;
  /** Rejects if it does not hold. */
  readonly run: (scene: Scene) => Promise<void>;
}

/** Checks on one subject. */
export interface Chapter {
  readonly name: string;
  readonly checks: readonly Check[];
}

type Run = Check['run'];

/** Creates the check of the plain use of an operation. */
export const operation = (name: string, title: string, run: Run): Check => ({
  title: `\`${name}\` ${title}`,
  basis: 'documented',
  operation: name,
  run,
});

/** Creates the check of a behavior that Amazon documents. */
export const documented = (title: string, run: Run): Check => ({ title, basis: 'documented', run });

/** Creates the check of a behavior that is known from recordings. */
export const recorded = (title: string, run: Run): Check => ({ title, basis: 'recorded', run });

/** Creates the check of a behavior that is known from reports of others only. */
export const reported = (title: string, run: Run): Check => ({ title, basis: 'reported', run });
