import { isError, isInstance } from '../../descriptions/isError.js';
import { showValue } from '../../descriptions/showValue.js';
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
} from '../SwfError.js';
import { describeFault, describeMissingRegion, type FailedCall } from './describeFault.js';
import { readSdkError } from './SdkError.js';
import { isTooLarge, leavesDoubt, looksTransient } from './transience.js';

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
  // The last ones are of Amazon SQS.
  RequestThrottled: ThrottledError,
  KmsThrottled: ThrottledError,
  OverLimit: ThrottledError,
  QueueDoesNotExist: DoesNotExistError,
};

/** Returns the error class for a fault. Excludes inherited keys: a fault could be named 'constructor'. */
const classOf = (kind: string): ErrorClass | undefined =>
  Object.hasOwn(classes, kind) ? classes[kind] : undefined;

/** Context of a failed call. */
interface ErrorContext {
  /** True if SWF may have executed an earlier attempt at the call. @defaultValue false */
  readonly inDoubt?: boolean;
  /** The call's input and address, to be included in the message. */
  readonly call?: FailedCall;
}

/**
 * Converts an error from `client.send` to an error of this library. This is the only place that interprets
 * the SDK's errors. An {@link SwfError} is returned unchanged.
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

// SWF reports too many polls on one task list as an exceeded limit, but this is transient: it ends with one
// of the polls.
function isPollLimit(kind: string, message: string): boolean {
  return kind === 'LimitExceededFault' && message.includes('concurrent poll');
}
