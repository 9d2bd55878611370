/** Something that the API has and that the embedded service never says, and why. */
interface Exception {
  readonly what: RegExp;
  readonly why: string;
}

export const exceptions: readonly Exception[] = [
  { what: /: OperationNotPermittedFault$/, why: 'nobody is refused for who they are' },
  { what: /\.cause=OPERATION_NOT_PERMITTED$/, why: 'nobody is refused for who they are' },
  {
    what: /\.recordMarkerFailedEventAttributes|=RecordMarkerFailed$/,
    why: 'its only cause is OPERATION_NOT_PERMITTED',
  },
  {
    what: /^(TagResource|UntagResource|ListTagsForResource): LimitExceededFault$/,
    why: 'Amazon does not say what limit that would be; too many tags are a TooManyTagsFault',
  },
  {
    what: /=CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED$/,
    why: 'Amazon documents no rate for it',
  },
  { what: /=LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED$/, why: 'Amazon documents no rate for it' },
  { what: /=LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION$/, why: 'Lambda is your functions, which are there' },
  {
    what: /^ListOpenWorkflowExecutions\.executionInfos\.(close|executionStatus=CLOSED)/,
    why: 'what is open has not closed',
  },
  {
    what: /^ListClosedWorkflowExecutions\.executionInfos\.executionStatus=OPEN$/,
    why: 'what is closed is not open',
  },
  {
    what: /^PollForDecisionTask\.events\.(eventType=W|w)orkflowExecution(Completed|Failed|Canceled|TimedOut|Terminated|ContinuedAsNew)/,
    why: 'it ends the history, and no decider is asked afterwards',
  },
];

/** Faults that an operation gives though the API does not name them there, and why. */
export const additions: Readonly<Record<string, string>> = {
  'RegisterWorkflowType: DomainDeprecatedFault':
    'a deprecated domain takes no types; the API names no other fault for it',
  'RegisterActivityType: DomainDeprecatedFault': 'the same',
  'StartWorkflowExecution: DomainDeprecatedFault': 'a deprecated domain takes no executions',
};

/** Faults that every operation can have. */
export const commonFaults: readonly string[] = ['ValidationException', 'ThrottlingException'];

export const isException = (item: string): boolean => exceptions.some(({ what }) => what.test(item));
