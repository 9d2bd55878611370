/** An error response of the service: the error type, the message and the HTTP status. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

/** The faults that the API models. */
export type FaultName =
  | 'UnknownResourceFault'
  | 'OperationNotPermittedFault'
  | 'LimitExceededFault'
  | 'DomainAlreadyExistsFault'
  | 'DomainDeprecatedFault'
  | 'TypeAlreadyExistsFault'
  | 'TypeDeprecatedFault'
  | 'TypeNotDeprecatedFault'
  | 'WorkflowExecutionAlreadyStartedFault'
  | 'DefaultUndefinedFault'
  | 'TooManyTagsFault';

interface Versioned {
  readonly name: string;
  readonly version: string;
}

/** Formats a workflow or activity type as in SWF's messages. */
export const describeType = (kind: 'WorkflowType' | 'ActivityType', { name, version }: Versioned): string =>
  `${kind}=[name=${name}, version=${version}]`;

const modeled = (name: FaultName, message: string) =>
  new Fault(`com.amazonaws.swf.base.model#${name}`, message);

const validation = (message: string) => new Fault('com.amazon.coral.validate#ValidationException', message);

const invalidSignature = (message: string) =>
  new Fault('com.amazon.coral.service#InvalidSignatureException', message);

/** Shortens a string from the request whose length has not been validated. */
const brief = (text: string) => (text.length > 256 ? `${text.slice(0, 256)}…` : text);

/** Factories of all faults, by name, with the messages that SWF is known to send. */
export const faults = {
  unknownDomain: (name: string) => modeled('UnknownResourceFault', `Unknown domain: ${name}`),
  unknownResource: (arn: string) => modeled('UnknownResourceFault', `Unknown resource: ${arn}`),
  unknownType: (kind: 'WorkflowType' | 'ActivityType', type: Versioned) =>
    modeled('UnknownResourceFault', `Unknown type: ${describeType(kind, type)}`),
  unknownRun: (workflowId: string, runId: string) =>
    modeled(
      'UnknownResourceFault',
      `Unknown execution: WorkflowExecution=[workflowId=${workflowId}, runId=${runId}]`,
    ),
  unknownExecution: (workflowId: string) =>
    modeled('UnknownResourceFault', `Unknown execution, workflowId = ${workflowId}`),
  unknownActivity: (scheduledEventId: number) =>
    modeled('UnknownResourceFault', `Unknown activity, scheduledEventId = ${scheduledEventId}`),
  unknownDecisionTask: (scheduledEventId: number) =>
    modeled('UnknownResourceFault', `Unknown decision task, scheduledEventId = ${scheduledEventId}`),
  domainAlreadyExists: (name: string) => modeled('DomainAlreadyExistsFault', name),
  domainDeprecated: (name: string) => modeled('DomainDeprecatedFault', name),
  typeAlreadyExists: (kind: 'WorkflowType' | 'ActivityType', type: Versioned) =>
    modeled('TypeAlreadyExistsFault', describeType(kind, type)),
  typeDeprecated: (kind: 'WorkflowType' | 'ActivityType', type: Versioned) =>
    modeled('TypeDeprecatedFault', describeType(kind, type)),
  typeNotDeprecated: () =>
    modeled(
      'TypeNotDeprecatedFault',
      'The type is currently registered and cannot be deleted in its current state',
    ),
  alreadyStarted: () => modeled('WorkflowExecutionAlreadyStartedFault', 'Already Started'),
  defaultUndefined: (parameter: string) => modeled('DefaultUndefinedFault', parameter),
  tooManyTags: (most: number) => modeled('TooManyTagsFault', `A domain can have at most ${most} tags`),
  limitExceeded: (message: string) => modeled('LimitExceededFault', message),
  validation,
  invalidToken: () => validation('Invalid token'),
  expiredToken: () => validation('Specified token has exceeded its maximum lifetime'),
  throttled: () => new Fault('com.amazon.coral.service#ThrottlingException', 'Rate exceeded'),
  serialization: (message: string) => new Fault('com.amazon.coral.service#SerializationException', message),
  unknownOperation: (target: string) =>
    new Fault(
      'com.amazon.coral.service#UnknownOperationException',
      `Unknown operation: ${brief(target)}`,
      404,
    ),
  missingAuthentication: () =>
    new Fault(
      'com.amazon.coral.service#MissingAuthenticationTokenException',
      'Missing Authentication Token',
      403,
    ),
  incompleteSignature: (message: string) =>
    new Fault('com.amazon.coral.service#IncompleteSignatureException', message),
  unrecognizedClient: () =>
    new Fault(
      'com.amazon.coral.service#UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ),
  invalidSignature,
  invalidRegion: (region: string) =>
    invalidSignature(`Credential should be scoped to a valid region, not '${brief(region)}'.`),
  signatureMismatch: () =>
    invalidSignature(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    ),
  accessDenied: (message: string) =>
    new Fault('com.amazon.coral.service#AccessDeniedException', message, 403),
  requestTimeout: () =>
    new Fault(
      'com.amazon.coral.service#RequestTimeoutException',
      'The request did not arrive within the time allowed',
      408,
    ),
  requestTooLarge: (most: number) => validation(`Request size exceeds the limit of ${most} bytes`),
  headersTooLarge: () =>
    new Fault('com.amazon.coral.validate#ValidationException', 'The request headers are too large', 431),
  unavailable: () =>
    new Fault('com.amazon.coral.service#ServiceUnavailableException', 'The service is shutting down', 503),
  internalFailure: () => new Fault('com.amazon.coral.service#InternalFailure', '', 500),
} satisfies Record<string, (...details: never[]) => Fault>;
