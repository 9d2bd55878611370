import { SwfError } from '../../requests/index.js';
import { isTransientCause } from './isTransientCause.js';

const remedies: Readonly<Record<string, string>> = {
  ACTIVITY_TYPE_DOES_NOT_EXIST: 'Register the type: run its worker with { register: true }, or save() it',
  ACTIVITY_TYPE_DEPRECATED: 'Take a version that is not deprecated, or undeprecate() this one',
  ACTIVITY_ID_ALREADY_IN_USE: 'Give each open activity an id of its own, or leave the ids to the library',
  WORKFLOW_TYPE_DOES_NOT_EXIST: 'Register the type: run its worker with { register: true }, or save() it',
  WORKFLOW_TYPE_DEPRECATED: 'Take a version that is not deprecated, or undeprecate() this one',
  WORKFLOW_ALREADY_RUNNING: 'Give it a workflowId that no open execution of the domain has',
  UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION: 'No execution of that id is open',
  OPERATION_NOT_PERMITTED: 'Allow it to the role of the decider in IAM',
  ID_ALREADY_IN_USE: 'Give each open call an id of its own',
  LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION: 'Call the function from an activity',
  ASSUME_ROLE_FAILED: 'Start the execution with a lambdaRole that SWF may assume',
};

function remedyFor(cause: string | undefined): string {
  const known = remedies[cause ?? ''];
  if (known !== undefined) return known;
  const missing = /^DEFAULT_(.+)_UNDEFINED$/.exec(cause ?? '')?.[1];
  if (missing !== undefined)
    return `Give it a ${camelCase(missing)}, or register its type with a default for that`;
  return isTransientCause(cause)
    ? 'Later it may succeed: there are too many at the moment'
    : "The API reference of SWF says what that means, with the decision's events";
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
