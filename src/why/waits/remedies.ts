/** What to fix for each cause for which SWF refuses a decision. */
const remedies: Readonly<Record<string, string>> = {
  UNHANDLED_DECISION:
    'A new event arrived while the decider closed the execution; SWF asks it again with that event. If this repeats, signals arrive faster than decisions are made',
  ACTIVITY_TYPE_DEPRECATED: 'Undeprecate the activity type, or deploy code that schedules a newer version',
  ACTIVITY_TYPE_DOES_NOT_EXIST: 'Register the activity type with this name and version in this domain',
  ACTIVITY_ID_ALREADY_IN_USE: 'Use another activity id: an open activity has this one',
  ACTIVITY_ID_UNKNOWN: 'No open activity has this id, so there is nothing to cancel',
  OPEN_ACTIVITIES_LIMIT_EXCEEDED: 'Limit the concurrency: an execution has at most 1,000 open activities',
  ACTIVITY_CREATION_RATE_EXCEEDED: 'Schedule activities more slowly, or ask AWS for a higher quota',
  TIMER_ID_ALREADY_IN_USE: 'Use another timer id: a running timer has this one',
  TIMER_ID_UNKNOWN: 'No running timer has this id, so there is nothing to cancel',
  OPEN_TIMERS_LIMIT_EXCEEDED: 'Use fewer timers at once: an execution has at most 1,000 running timers',
  TIMER_CREATION_RATE_EXCEEDED: 'Start timers more slowly, or ask AWS for a higher quota',
  WORKFLOW_TYPE_DEPRECATED: 'Undeprecate the workflow type, or deploy code that starts a newer version',
  WORKFLOW_TYPE_DOES_NOT_EXIST: 'Register the workflow type with this name and version in this domain',
  WORKFLOW_ALREADY_RUNNING:
    'Use another workflow id, or wait until the open execution with this one has closed',
  OPEN_CHILDREN_LIMIT_EXCEEDED: 'Limit the concurrency: an execution has at most 1,000 open children',
  OPEN_WORKFLOWS_LIMIT_EXCEEDED: 'Close executions of this domain: it has at most 100,000 open ones',
  CHILD_CREATION_RATE_EXCEEDED: 'Start children more slowly, or ask AWS for a higher quota',
  CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED:
    'Continue as new less often, or ask AWS for a higher quota',
  UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION: 'No open execution has this workflow id',
  SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED:
    'Signal other executions more slowly, or ask AWS for a higher quota',
  REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED:
    'Request cancellations more slowly, or ask AWS for a higher quota',
  ID_ALREADY_IN_USE: 'Use another id: an open Lambda function call has this one',
  OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED: 'Limit the concurrency of Lambda function calls',
  LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED: 'Call Lambda functions more slowly, or ask AWS for a higher quota',
  LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION: 'Run the function in an activity: SWF has no Lambda in this region',
  ASSUME_ROLE_FAILED:
    'Start the execution with a lambdaRole that SWF may assume and that allows lambda:InvokeFunction',
};

/** Names of the defaults that a type may lack, by the cause that says so. */
const defaultName = (cause: string): string =>
  cause
    .replace(/^DEFAULT_|_UNDEFINED$/g, '')
    .toLowerCase()
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * Returns what to fix for a decision that SWF refused.
 *
 * @param event - name of its event, such as `StartTimerFailed`
 */
export function remedyFor(event: string, cause: string): string {
  if (cause === 'OPERATION_NOT_PERMITTED')
    return `Allow swf:${event.replace(/Failed$/, '')} in the IAM policy of the decider`;
  if (/^DEFAULT_.*_UNDEFINED$/.test(cause))
    return `Set ${defaultName(cause)} in the decision: the type has no default for it`;
  return remedies[cause] ?? 'See the SWF API reference for this cause';
}
