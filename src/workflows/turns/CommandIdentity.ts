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

/** The identity of a command, in the code and in the history. */
export interface CommandIdentity {
  readonly kind: CommandKind;
  readonly id: string;
  /** The other part that must match: the type, the seconds, or the name of the signal. */
  readonly subject: string;
}
