import type { CloseStatus } from '@aws-sdk/client-swf';
import type { ExecutionId } from '../../values/index.js';

/** A command of the earlier run in a {@link RedrivePlan}. */
export interface RedriveStep {
  /** `Charge#7` for the activity `Charge` with the id 7, `timer#3` for a timer. Accepted by `from`. */
  readonly name: string;
  /** The event that recorded the command. */
  readonly eventId: number;
  /** What became of the command, or why it is done again. */
  readonly note: string;
}

/** What a redrive takes over of a closed run, and what it does again. Printing it lists both. */
export interface RedrivePlan {
  /** The run that is redriven. */
  readonly execution: ExecutionId;
  readonly closeStatus: CloseStatus | undefined;
  /** Commands that are not done again: the new run gets their recorded outcomes. */
  readonly taken: readonly RedriveStep[];
  /** Commands that are done again. */
  readonly again: readonly RedriveStep[];
  /**
   * Commands that were issued after the run went wrong, and have succeeded: the new run gets their outcomes if its
   * workflow issues them at its first decision. They are not undone, whether it does or not. If what is done again
   * fails again, a compensation is done again, too.
   */
  readonly offered: readonly RedriveStep[];
  /** Number of side effects whose values are taken over. */
  readonly sideEffects: number;
  /** Number of signals that the new run gets as well. */
  readonly signals: number;
  /** Indicates whether the new run gets a cancel request that the earlier one had not ended with. */
  readonly isCancelRequested: boolean;
  toString(): string;
}

const shown = 20;
const offeredTitle = 'done after the failure, taken over only if the workflow asks for it again';

const nothingAgain =
  'The workflow itself failed, and fails again unless its code is mended. To do a command again, begin with it (from)';

/** Creates a plan from its members. */
export function redrivePlan(members: Omit<RedrivePlan, 'toString'>): RedrivePlan {
  return Object.freeze({ ...members, toString: () => describe(members) });
}

function describe({
  execution,
  closeStatus,
  taken,
  again,
  offered,
  ...counts
}: Omit<RedrivePlan, 'toString'>) {
  const lines = [
    `Redrive of '${execution.workflowId}', run ${execution.runId} (${closeStatus})`,
    ...section('done again', again),
    ...section('taken over', taken),
    ...(offered.length === 0 ? [] : section(offeredTitle, offered)),
    ...(counts.sideEffects === 0 ? [] : [`side effects taken over: ${counts.sideEffects}`]),
    ...(counts.signals === 0 ? [] : [`signals taken over: ${counts.signals}`]),
    ...(counts.isCancelRequested ? ['cancel request taken over: the new run is canceled, too'] : []),
    ...(closeStatus === 'FAILED' && again.length === 0 ? [nothingAgain] : []),
  ];
  return lines.join('\n');
}

function section(title: string, steps: readonly RedriveStep[]): string[] {
  if (steps.length === 0) return [`${title}: nothing`];
  const lines = steps.slice(0, shown).map(({ name, note }) => `  ${name} (${note})`);
  const more = steps.length > shown ? [`  … ${steps.length - shown} more`] : [];
  return [`${title}: ${steps.length}`, ...lines, ...more];
}
