import { checkOptions } from '../../requests/index.js';
import { checkCount } from '../../values/index.js';
import type { CommandKind } from '../turns/CommandIdentity.js';

/** The kinds whose open number is limited. */
export type LimitedKind = Extract<
  CommandKind,
  'ScheduleActivityTask' | 'StartTimer' | 'StartChildWorkflowExecution' | 'ScheduleLambdaFunction'
>;

/** The maximum number of open commands of each kind in an execution; further ones are queued. */
export type OpenLimits = Readonly<Record<LimitedKind, number>>;

/**
 * The rules of a history that determine which command is sent when. They are fixed by an execution's first
 * decision, and recorded there (`rx-swf.semantics`) if they differ from the initial rules. A change of this
 * library that alters the order of commands adds a member, which histories without it don't have.
 */
export interface Semantics {
  readonly limits: OpenLimits;
  /** Indicates whether the execution takes over another run, whose record its first decision writes. */
  readonly isRedriven?: boolean;
}

/** The rules that this version of the library knows. */
export const knownRules: ReadonlySet<string> = new Set<keyof Semantics>(['limits', 'isRedriven']);

/** SWF's default quotas for open commands. */
const quota = 1_000;

/** The initial rules, which apply to a history that records none. */
export const firstSemantics: Semantics = {
  limits: {
    ScheduleActivityTask: quota,
    StartTimer: quota,
    StartChildWorkflowExecution: quota,
    ScheduleLambdaFunction: quota,
  },
};

/** The maximum numbers of open activities, timers, children and Lambda calls in an execution. */
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
    limits: {
      ScheduleActivityTask: activities,
      StartTimer: timers,
      StartChildWorkflowExecution: children,
      ScheduleLambdaFunction: lambdas,
    },
  };
}
