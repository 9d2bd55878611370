import type { Decision } from '@aws-sdk/client-swf';
import type { Event } from '../../history/index.js';

/** The decisions that leave an execution open. */
export type CommandKind =
  | 'ScheduleActivityTask'
  | 'RequestCancelActivityTask'
  | 'StartTimer'
  | 'CancelTimer'
  | 'RecordMarker'
  | 'StartChildWorkflowExecution'
  | 'SignalExternalWorkflowExecution'
  | 'RequestCancelExternalWorkflowExecution'
  | 'ScheduleLambdaFunction';

/** What tells one command from another, in the code and in the history. */
export interface CommandIdentity {
  readonly kind: CommandKind;
  readonly id: string;
  /** What else must be the same: the type, the seconds, the name of the signal. */
  readonly subject: string;
}

/** Something that a workflow asks SWF for. */
export interface Command extends CommandIdentity {
  readonly decision: Decision;
  /** Whether any subject matches: the seconds of a retry policy may be changed under running executions. */
  readonly ignoresSubject?: boolean;
  /** Told of the event by which SWF has recorded the command, or has refused it. Between turns: no user code runs. */
  readonly onRecorded?: (event: Event) => void;
  /** Told, in a turn, what has become of it. Returns whether that was the last of it. */
  readonly onEvent?: (event: Event) => boolean;
  /** Whether nobody waits for it any more: it may still be under way when the execution closes. */
  readonly isLeft?: () => boolean;
}

/** Whether a command begins something of which SWF will tell. */
export const isBeginning = ({ onEvent }: Command): boolean => onEvent !== undefined;

/** `ScheduleActivityTask '3' (Resize@1)` */
export function describeCommand({ kind, id, subject }: Described): string {
  return `${kind}${id === '' ? '' : ` '${id}'`}${subject === '' ? '' : ` (${subject})`}`;
}

/** A command, or the end of the execution. */
export type Described = { readonly [K in keyof CommandIdentity]: string };
