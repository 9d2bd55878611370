import type { Capabilities } from 'rx-swf/remote';

/** Something that one can do with an execution. */
export type ActionName = 'signal' | 'cancel' | 'terminate' | 'redrive' | 'rerun';

/** An action in words. */
export interface Action {
  readonly name: ActionName;
  /** Text of its button. */
  readonly title: string;
  /** Key that opens its dialog. */
  readonly key: string;
  /** Consequence of it. */
  readonly effect: string;
  /** True if it ends something, or can't be undone. */
  readonly isDangerous: boolean;
  /** True if it is not done without a reason. */
  readonly needsReason: boolean;
}

const open: readonly Action[] = [
  {
    name: 'signal',
    title: 'Signal',
    key: 's',
    effect: 'The execution receives the signal, and its decider is asked what to do.',
    isDangerous: false,
    needsReason: false,
  },
  {
    name: 'cancel',
    title: 'Request cancel',
    key: 'c',
    effect: 'The execution is asked to end. Its decider decides how, and when.',
    isDangerous: true,
    needsReason: true,
  },
  {
    name: 'terminate',
    title: 'Terminate',
    key: 't',
    effect: 'SWF closes the execution at once. Its decider is not asked, and nothing is cleaned up.',
    isDangerous: true,
    needsReason: true,
  },
];

const closed: readonly Action[] = [
  {
    name: 'redrive',
    title: 'Redrive',
    key: 'r',
    effect: 'A new run takes over what this one has done, and goes on where it failed.',
    isDangerous: false,
    needsReason: true,
  },
  {
    name: 'rerun',
    title: 'Rerun',
    key: 'R',
    effect: 'A new run begins from the start, with the input of this one.',
    isDangerous: false,
    needsReason: true,
  },
];

/** Returns what one can do with an execution in a state, as far as the gateway allows it. */
export function actionsOf(
  status: string | undefined,
  capabilities: Capabilities | undefined,
): readonly Action[] {
  if (status === undefined || capabilities === undefined) return [];
  const possible = status === 'OPEN' ? open : closed;
  return possible.filter(
    ({ name }) =>
      capabilities.actions.includes(name) &&
      // There is nothing to do again in a run that has completed, or that another one continues.
      (name !== 'redrive' || (status !== 'COMPLETED' && status !== 'CONTINUED_AS_NEW')),
  );
}
