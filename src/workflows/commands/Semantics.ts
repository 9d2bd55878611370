import { checkOptions } from '../../requests/index.js';
import { checkCount } from '../../values/index.js';
import type { CommandKind } from './Command.js';

/** What is limited in number while it is open. */
export type LimitedKind = Extract<
  CommandKind,
  'ScheduleActivityTask' | 'StartTimer' | 'StartChildWorkflowExecution' | 'ScheduleLambdaFunction'
>;

/** The most of a kind that an execution has open at a time; what is beyond waits for its turn. */
export type OpenLimits = Readonly<Record<LimitedKind, number>>;

/**
 * The rules by which a history was made, as far as they decide which command is sent when. They are fixed by an
 * execution's first decision, and recorded there (`rx-swf.semantics`) where they are not those of the beginning.
 */
export interface Semantics {
  /**
   * Changes of this library that alter the order of commands, by number. None has been made so far; whoever makes
   * one adds its number to `knownFlags` and here for new executions, and asks for it where the two ways part.
   */
  readonly flags: readonly number[];
  readonly limits: OpenLimits;
}

/** The changes that this version of the library knows. */
export const knownFlags: readonly number[] = [];

/** What SWF allows to be open, unless Amazon has agreed to more. */
const quota = 1_000;

/** The rules of the beginning, which are those of a history that records none. */
export const firstSemantics: Semantics = {
  flags: [],
  limits: {
    ScheduleActivityTask: quota,
    StartTimer: quota,
    StartChildWorkflowExecution: quota,
    ScheduleLambdaFunction: quota,
  },
};

/** The most activities, timers, children and Lambda calls that an execution has open at a time. */
export interface MaxOpen {
  /** @defaultValue 1 000, SWF's quota, as for the others */
  readonly activities?: number;
  readonly timers?: number;
  readonly children?: number;
  readonly lambdas?: number;
}

/** The rules for new executions. */
export function semanticsFor(maxOpen: MaxOpen = {}): Semantics {
  checkOptions('maxOpen', maxOpen, { activities: true, timers: true, children: true, lambdas: true });
  for (const [name, value] of Object.entries(maxOpen)) checkCount(`maxOpen.${name}`, value, 1);
  const { activities = quota, timers = quota, children = quota, lambdas = quota } = maxOpen;
  return {
    flags: [],
    limits: {
      ScheduleActivityTask: activities,
      StartTimer: timers,
      StartChildWorkflowExecution: children,
      ScheduleLambdaFunction: lambdas,
    },
  };
}
