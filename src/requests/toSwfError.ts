import { isError, isInstance } from './describeError.js';
import { describeFault, describeMissingRegion, type FailedCall } from './describeFault.js';
import {
  AlreadyExistsError,
  DefaultUndefinedError,
  DeprecatedError,
  DoesNotExistError,
  InvalidArgumentError,
  InvalidCredentialsError,
  InvalidSettingsError,
  LimitExceededError,
  NotDeprecatedError,
  NotPermittedError,
  ResponseError,
  SwfError,
  type SwfErrorOptions,
  ThrottledError,
} from './errors.js';
import { isTooLarge, leavesDoubt, looksTransient } from './looksTransient.js';
import { readSdkError } from './SdkError.js';
import { showValue } from './showValue.js';

type ErrorClass = new (message: string, options: SwfErrorOptions) => SwfError;

const classes: Readonly<Record<string, ErrorClass>> = {
  UnknownResourceFault: DoesNotExistError,
  DomainAlreadyExistsFault: AlreadyExistsError,
  TypeAlreadyExistsFault: AlreadyExistsError,
  WorkflowExecutionAlreadyStartedFault: AlreadyExistsError,
  DomainDeprecatedFault: DeprecatedError,
  TypeDeprecatedFault: DeprecatedError,
  TypeNotDeprecatedFault: NotDeprecatedError,
  DefaultUndefinedFault: DefaultUndefinedError,
  LimitExceededFault: LimitExceededError,
  TooManyTagsFault: LimitExceededError,
  OperationNotPermittedFault: NotPermittedError,
  AccessDeniedException: NotPermittedError,
  AccessDenied: NotPermittedError,
  OptInRequired: NotPermittedError,
  ValidationException: InvalidArgumentError,
  ValidationError: InvalidArgumentError,
  SerializationException: InvalidArgumentError,
  UnknownOperationException: InvalidArgumentError,
  CredentialsProviderError: InvalidCredentialsError,
  UnrecognizedClientException: InvalidCredentialsError,
  InvalidSignatureException: InvalidCredentialsError,
  SignatureDoesNotMatch: InvalidCredentialsError,
  InvalidClientTokenId: InvalidCredentialsError,
  MissingAuthenticationToken: InvalidCredentialsError,
  MissingAuthenticationTokenException: InvalidCredentialsError,
  IncompleteSignature: InvalidCredentialsError,
  IncompleteSignatureException: InvalidCredentialsError,
  ExpiredToken: InvalidCredentialsError,
  ExpiredTokenException: InvalidCredentialsError,
  RequestExpired: InvalidCredentialsError,
  ThrottlingException: ThrottledError,
  Throttling: ThrottledError,
  TooManyRequestsException: ThrottledError,
  RequestLimitExceeded: ThrottledError,
  RequestEntityTooLargeException: InvalidArgumentError,
};

/** The class for a fault. A name is foreign text: 'constructor' is not a fault. */
const classOf = (kind: string): ErrorClass | undefined =>
  Object.hasOwn(classes, kind) ? classes[kind] : undefined;

/** How a call went that has failed. */
interface ErrorContext {
  /** Whether an earlier attempt at the call has left a doubt. @defaultValue false */
  readonly inDoubt?: boolean;
  /** What was asked, and where, if the message is to tell. */
  readonly call?: FailedCall;
}

/**
 * The one place that reads the SDK's errors: what `client.send` rejects with, as an error of this library.
 * An error that is already ours is returned as it is.
 */
export function toSwfError(error: unknown, { inDoubt = false, call }: ErrorContext = {}): SwfError {
  if (isInstance(error, SwfError)) return error;
  const sdk = readSdkError(error);
  const noRegion = describeMissingRegion(sdk);
  if (noRegion !== undefined) return new InvalidSettingsError(noRegion, { cause: error, resource: 'region' });
  const kind = sdk.name ?? 'Error';
  const said = sdk.message || (isError(error) ? kind : showValue(error));
  const { message, resource } = describeFault(sdk, error, said, call);
  const { requestId, attempts } = sdk.$metadata;
  const known = isPollLimit(kind, said)
    ? ThrottledError
    : isTooLarge(sdk)
      ? InvalidArgumentError
      : classOf(kind);
  const transient = known === undefined && looksTransient(sdk, error);
  const options: SwfErrorOptions = {
    cause: error,
    kind,
    inDoubt: inDoubt || (transient && leavesDoubt(sdk)),
    ...(resource === undefined ? {} : { resource }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(attempts === undefined ? {} : { attempts }),
  };
  if (known !== undefined) return new known(message, options);
  return new ResponseError(message, { ...options, transient });
}

// Too many polls on one list is told as a limit, but mends itself as soon as one of them ends.
function isPollLimit(kind: string, message: string): boolean {
  return kind === 'LimitExceededFault' && message.includes('concurrent poll');
}
