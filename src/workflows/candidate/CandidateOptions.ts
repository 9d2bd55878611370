import type { OptionNames } from '../../requests/index.js';
import { checkOptions } from '../../requests/index.js';
import { checkCount, refuse } from '../../values/index.js';
import type { AnyWorkflow } from '../definitions/workflow.js';

/** Options for comparing decisions with those of code that is to be deployed. */
export interface CandidateOptions {
  /**
   * The candidates: for each workflow of the worker at most one of the same name, of the same version if there is one,
   * and otherwise of a version that the worker doesn't have.
   */
  readonly workflows: readonly AnyWorkflow[];
  /**
   * The fraction of executions that is followed, from 0 to 1. The run id decides, so that all workers follow the same
   * executions. @defaultValue 1
   */
  readonly share?: number;
  /**
   * The fraction of the time, from 0 to 1, that comparisons may keep the process busy. Unused time is saved up for at
   * most ten seconds. @defaultValue 0.1
   */
  readonly budget?: number;
  /** The maximum number of executions that are followed at a time. @defaultValue 1 000 */
  readonly executions?: number;
  /**
   * The maximum total weight of their runs, as in `sticky`; each event that waits for a comparison counts as one, too.
   * @defaultValue 50 000
   */
  readonly weight?: number;
  /**
   * Milliseconds after which a comparison is interrupted, at most 60,000. The candidate is then no longer called for that
   * type, unless it had less than a tenth of that time on a CPU: then the machine was too busy, and only this execution is
   * no longer followed. The first comparison of an execution that began earlier replays its whole history. Browsers
   * can't interrupt.
   * @defaultValue 1 000
   */
  readonly interruptAfter?: number;
}

const names: OptionNames<CandidateOptions> = {
  workflows: true,
  share: true,
  budget: true,
  executions: true,
  weight: true,
  interruptAfter: true,
};

/** Returns complete, checked options. */
export function candidateOptions(
  given: readonly AnyWorkflow[] | CandidateOptions,
): Required<CandidateOptions> {
  const options = isList(given) ? { workflows: given } : given;
  if (typeof options !== 'object' || options === null)
    return refuse('candidate', given, 'a list of workflows');
  checkOptions('candidate', options, names);
  const { share = 1, budget = 0.1, executions = 1_000, weight = 50_000, interruptAfter = 1_000 } = options;
  checkFraction('candidate.share', share);
  checkFraction('candidate.budget', budget);
  checkCount('candidate.executions', executions, 1);
  checkCount('candidate.weight', weight, 1);
  checkCount('candidate.interruptAfter', interruptAfter, 1, 60_000);
  return { workflows: options.workflows, share, budget, executions, weight, interruptAfter };
}

const isList = (given: readonly AnyWorkflow[] | CandidateOptions): given is readonly AnyWorkflow[] =>
  Array.isArray(given);

function checkFraction(field: string, value: number): void {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) refuse(field, value, 'a number from 0 to 1');
}
