import type { Decision } from '@aws-sdk/client-swf';
import type { Event } from '../../history/index.js';
import type { CommandIdentity } from '../turns/CommandIdentity.js';

/** A command that a workflow issues to SWF. */
export interface Command extends CommandIdentity {
  readonly decision: Decision;
  /**
   * Indicates whether any subject matches: the delays of a retry policy may change while executions are open.
   */
  readonly ignoresSubject?: boolean;
  /**
   * Called with the event that records or refuses the command. This happens between turns, so no user code
   * runs.
   */
  readonly onRecorded?: (event: Event) => void;
  /** Called in a turn with an event about the command. Returns whether it was the last one. */
  readonly onEvent?: (event: Event) => boolean;
  /** Returns whether a run that takes this one over issues the command again if it is open. @defaultValue true */
  readonly isWanted?: () => boolean;
  /** Returns whether the command is no longer awaited: it may still be open when the execution closes. */
  readonly isLeft?: () => boolean;
}

/** Returns whether a command starts something whose outcome SWF reports. */
export const isBeginning = ({ onEvent }: Command): boolean => onEvent !== undefined;

/** Returns whether a command must be sent although the execution closes with it. */
export const isNeeded = ({ kind }: Command): boolean => kind !== 'CancelTimer';

/** `ScheduleActivityTask '3' (Resize@1)` */
export function describeCommand({ kind, id, subject }: Described): string {
  return `${kind}${id === '' ? '' : ` '${id}'`}${subject === '' ? '' : ` (${subject})`}`;
}

/** A command, or the end of the execution. */
export type Described = { readonly [K in keyof CommandIdentity]: string };
