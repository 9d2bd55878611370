import type { History } from '../../history/index.js';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import { checkCount, checkDate, checkPeriod, optional } from '../../values/index.js';
import type { ExecutionFacts, Thresholds } from '../data/Evidence.js';
import type { ListenedSignals } from '../data/ExplanationData.js';
import { takenTasks } from '../data/takenTasks.js';
import { listReports } from '../waits/listReports.js';
import { Explanation } from './Explanation.js';
import { explainWith } from './explainWith.js';

/** Options of {@link explain}. */
export interface ExplainOptions extends Thresholds {
  /** The time that the explanation is about. @defaultValue now */
  readonly now?: Date;
  /** What the history doesn't show: the ids of the execution or, of a part of a history, its timeout. */
  readonly execution?: ExecutionFacts;
  /** Signals that the code of the workflow listens to, if known. */
  readonly listening?: ListenedSignals;
}

/** Names of the thresholds. */
export const thresholdNames: OptionNames<Thresholds> = { patience: true, repeats: true };

/** Checks the thresholds, and returns them with their defaults. */
export function thresholds({ patience = 60, repeats = 3 }: Thresholds): Required<Thresholds> {
  checkPeriod('patience', patience);
  checkCount('repeats', repeats, 1);
  return { patience, repeats };
}

/**
 * Explains what an execution waits for, or how it ended, by its history alone. Sends nothing, so children and the
 * tasks of other executions in the same task lists are unknown.
 *
 * @throws `InvalidArgumentError` for an option that is not valid
 * @see {@link why}, which asks SWF for the rest
 * @example
 * ```ts
 * import { type History } from 'rx-swf';
 * import { explain } from 'rx-swf/why';
 *
 * export const print = (history: History) => console.log(`${explain(history)}`);
 * ```
 */
export function explain(history: History, options: ExplainOptions = {}): Explanation {
  const names: OptionNames<ExplainOptions> = {
    ...thresholdNames,
    now: true,
    execution: true,
    listening: true,
  };
  checkOptions('explain()', options, names);
  optional(checkDate, 'now', options.now);
  const { now = new Date(), execution = {}, listening = { notKnown: 'its code was not given' } } = options;
  const lists = listReports(history, takenTasks(history));
  const evidence = { now, execution, lists, children: new Map<number, never>(), listening };
  return new Explanation(explainWith(history, { ...evidence, ...thresholds(options) }));
}
