import type { OptionNames } from '../../requests/index.js';
import { actorOptions } from '../../streams/actors/ActorOptions.js';
import type { DecideOptions, DeciderOptions } from '../../streams/index.js';
import type { Duration } from '../../values/index.js';
import type { MaxOpen } from '../commands/Semantics.js';
import type { Ambient } from '../guard/Host.js';
import type { LiveOptions } from './LiveRuns.js';

/** How executions stay with the worker that has decided them last. */
export interface StickyOptions extends LiveOptions {
  /**
   * Seconds that a decision task waits for this worker before any other may have it
   * (`taskListScheduleToStartTimeout`). @defaultValue 5
   */
  readonly scheduleToStartTimeout?: Duration;
}

/** How a workflow worker works. */
export interface WorkflowWorkerOptions extends Omit<DeciderOptions, 'cache'>, Pick<DecideOptions, 'onError'> {
  /**
   * Whether types that are not registered are registered before the first poll. A type that is registered with
   * other defaults is an error that says what differs. @defaultValue false
   */
  readonly register?: boolean;
  /**
   * How executions stay here between their decisions, so that each costs only what is new; `false` for not at all:
   * each decision replays the whole history. @defaultValue 1 000 executions
   */
  readonly sticky?: StickyOptions | false;
  /**
   * What `setTimeout`, `Date.now`, `Math.random` and the like are in a workflow: the execution's own (`'durable'`),
   * or errors (`'strict'`). @defaultValue 'durable'
   */
  readonly ambient?: Ambient;
  /**
   * Which part of the decisions, from 0 to 1, is checked against a replay of the whole history, so that a workflow
   * that keeps state outside of its function is found out. Of histories beyond 1,000 events so much fewer.
   * @defaultValue 1, but 0.01 where `NODE_ENV` is `production`
   */
  readonly shadow?: number;
  /** The most activities, timers and the like that an execution has open at a time; the others wait. */
  readonly maxOpen?: MaxOpen;
}

/** The names of the {@link StickyOptions}. */
export const stickyOptions: OptionNames<StickyOptions> = {
  executions: true,
  weight: true,
  scheduleToStartTimeout: true,
};

/** The names of the {@link WorkflowWorkerOptions}. */
export const workflowWorkerOptions: OptionNames<WorkflowWorkerOptions> = {
  ...actorOptions,
  onError: true,
  register: true,
  sticky: true,
  ambient: true,
  shadow: true,
  maxOpen: true,
};
