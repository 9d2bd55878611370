import type { OptionNames } from '../../requests/index.js';
import { actorOptions } from '../../streams/actors/ActorOptions.js';
import type { ActorOptions, DecideOptions } from '../../streams/index.js';
import type { MaxOpen } from '../commands/Semantics.js';
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
};
