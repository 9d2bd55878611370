import type { OptionNames } from '../../requests/index.js';
import { actorOptions } from '../../streams/actors/ActorOptions.js';
import type { ActorOptions, DecideOptions } from '../../streams/index.js';
import type { CandidateOptions } from '../candidate/CandidateOptions.js';
import type { MaxOpen } from '../commands/Semantics.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import type { GlobalsMode } from '../guard/TurnHost.js';
import type { StickyOptions } from './StickyOptions.js';

/** Options of a workflow worker. */
export interface WorkflowWorkerOptions extends ActorOptions, Pick<DecideOptions, 'onError'> {
  /**
   * Registers missing types before the first poll. A type that is registered with other defaults is an error
   * that lists the differences. @defaultValue false
   */
  readonly register?: boolean;
  /**
   * Options for keeping executions in memory between decisions, so that each decision processes only new
   * events. With `false`, each decision replays the whole history. @defaultValue 1 000 executions
   */
  readonly sticky?: StickyOptions | false;
  /**
   * The behavior of `setTimeout`, `Date.now`, `Math.random` and so on in a workflow: they belong to the
   * execution (`'durable'`), or they are errors (`'strict'`). @defaultValue 'durable'
   */
  readonly globals?: GlobalsMode;
  /**
   * The fraction of decisions, from 0 to 1, that is checked against a replay of the whole history. This
   * detects workflows that keep state outside of their function. Beyond 1,000 events, the longer the history,
   * the fewer decisions are checked.
   * @defaultValue 1, or 0.01 if `NODE_ENV` is `production`
   */
  readonly shadow?: number;
  /** The maximum numbers of open activities, timers and so on in an execution; further ones are queued. */
  readonly maxOpen?: MaxOpen;
  /**
   * Code that is to be deployed: a list of workflows, or {@link CandidateOptions} with such a list. Once SWF has accepted
   * a decision, the candidate of the same name (and version, if it has it) is called with the same history, as a replay
   * of that decision, and what it would have decided is compared. It is never sent. Differences are events
   * (`candidateDiverged` of `events$`), and the first of each kind is logged as a warning. Candidates that fail, or that
   * never end, are differences, too; side effects are not called, only their recorded values are used.
   *
   * @example
   * ```ts
   * import { activity, workflow, workflowWorker } from 'rx-swf/workflows';
   * import { concat, filter } from 'rxjs';
   *
   * const charge = activity<number, string>({ name: 'Charge', version: '1' });
   * const ship = activity<number, string>({ name: 'Ship', version: '1' });
   * const order = workflow({ name: 'Order', version: '1' }, (amount: number, { run }) => run(charge, amount));
   * const next = workflow({ name: 'Order', version: '1' }, (amount: number, { run }) =>
   *   concat(run(charge, amount), run(ship, amount)),
   * );
   *
   * const worker = workflowWorker('media', 'orders', [order], { candidate: { workflows: [next], share: 0.1 } });
   * worker.events$
   *   .pipe(filter(event => event.type === 'candidateDiverged'))
   *   .subscribe(({ path, difference, task }) => console.warn(path, difference.message, task.workflowExecution));
   * ```
   */
  readonly candidate?: readonly AnyWorkflow[] | CandidateOptions;
}

/** The option names of {@link WorkflowWorkerOptions}. */
export const workflowWorkerOptions: OptionNames<WorkflowWorkerOptions> = {
  ...actorOptions,
  onError: true,
  register: true,
  sticky: true,
  globals: true,
  shadow: true,
  maxOpen: true,
  candidate: true,
};
