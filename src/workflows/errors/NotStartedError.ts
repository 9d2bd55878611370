import { SwfError } from '../../requests/index.js';
import { isTransientCause } from './isTransientCause.js';

const remedies: Readonly<Record<string, string>> = {
  ACTIVITY_TYPE_DOES_NOT_EXIST:
    'Register the type: run its worker with { register: true }, or call save() on it',
  ACTIVITY_TYPE_DEPRECATED: 'Use a version that is not deprecated, or undeprecate() this one',
  ACTIVITY_ID_ALREADY_IN_USE: 'Give each open activity a unique id, or omit activityId',
  WORKFLOW_TYPE_DOES_NOT_EXIST:
    'Register the type: run its worker with { register: true }, or call save() on it',
  WORKFLOW_TYPE_DEPRECATED: 'Use a version that is not deprecated, or undeprecate() this one',
  WORKFLOW_ALREADY_RUNNING: 'Use a workflowId that no open execution in the domain has',
  UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION: 'No open execution has this id',
  OPERATION_NOT_PERMITTED: 'Allow the operation in the IAM role of the decider',
  ID_ALREADY_IN_USE: 'Give each open call a unique id',
  LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION: 'Call the function from an activity',
  ASSUME_ROLE_FAILED: 'Start the execution with a lambdaRole that SWF can assume',
};

function remedyFor(cause: string | undefined): string {
  const known = remedies[cause ?? ''];
  if (known !== undefined) return known;
  const missing = /^DEFAULT_(.+)_UNDEFINED$/.exec(cause ?? '')?.[1];
  if (missing !== undefined) return `Set its ${camelCase(missing)}, or register its type with a default`;
  return isTransientCause(cause)
    ? 'A limit is exceeded at the moment; it may succeed later'
    : 'See the events of the decision in the SWF API reference';
}

/** Converts `TASK_LIST` to the name of the option. */
const camelCase = (word: string) =>
  word.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** SWF refused a command. `cause` is a constant of SWF's API; the message says what to do. */
export class NotStartedError extends SwfError {
  override readonly name: string = 'NotStartedError';
  /** The cause as given by SWF: `ACTIVITY_TYPE_DOES_NOT_EXIST`. */
  readonly reason: string;

  constructor(what: string, cause: string | undefined) {
    const reason = cause ?? 'UNKNOWN';
    super(`${what} was refused: ${reason}. ${remedyFor(cause)}`, { kind: reason });
    this.reason = reason;
  }
}

/** SWF refused to schedule an activity. */
export class ActivityNotScheduledError extends NotStartedError {
  override readonly name: string = 'ActivityNotScheduledError';
}

/** SWF refused to start a child execution. */
export class ChildNotStartedError extends NotStartedError {
  override readonly name: string = 'ChildNotStartedError';
}

/** SWF refused to call a Lambda function. */
export class LambdaNotScheduledError extends NotStartedError {
  override readonly name: string = 'LambdaNotScheduledError';
}

/** SWF could not signal another execution or request its cancellation. */
export class ExternalExecutionError extends NotStartedError {
  override readonly name: string = 'ExternalExecutionError';
}

/** SWF refused to continue the execution as a new one. */
export class NotContinuedError extends NotStartedError {
  override readonly name: string = 'NotContinuedError';
}

/** SWF refused to start a timer. Schedulers have no error channel, so this fails the decision. */
export class TimerNotStartedError extends NotStartedError {
  override readonly name: string = 'TimerNotStartedError';

  constructor(cause: string | undefined) {
    super('A timer', cause);
  }
}
