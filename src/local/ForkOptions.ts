import { type LocalSwfOptions, localSwfRules } from './LocalSwfOptions.js';
import { isText, type Rules } from './options/checkOptions.js';
import type { RunIdentity } from './recorded/RecordedExecution.js';

/** Options of `importExecution()`. */
export interface ImportOptions extends RunIdentity {
  /** The id of the last event to take over. Defaults to the last one of the history. */
  readonly at?: number;
}

/**
 * Options of a fork: those of the service, except `data`, and which execution it takes over.
 *
 * `clock` defaults to `'skip'`. Whichever it is, the service's time begins at that of the last event taken over.
 */
export interface ForkOptions extends Omit<LocalSwfOptions, 'data'>, ImportOptions {}

export const importRules: Rules<ImportOptions> = {
  at: [value => Number.isInteger(value) && Number(value) > 0, 'the id of an event'],
  domain: [isText, 'the name of a domain'],
  workflowId: [isText, 'a workflow id'],
  runId: [isText, 'a run id'],
};

const { data: _, ...serviceRules } = localSwfRules;

export const forkRules: Rules<ForkOptions> = { ...serviceRules, ...importRules };
