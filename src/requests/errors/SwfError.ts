import { dropSecrets, redact } from './secrets.js';

/** Details of a failure in addition to its message. */
export interface SwfErrorOptions {
  /**
   * The error that caused this one; for a failed call, the SDK's own error. Its `$response` keeps the status,
   * the headers and an excerpt of a text body; the rest is dropped, because it leads to the credentials of
   * the request.
   */
  readonly cause?: unknown;
  /** The service's name for the fault, e.g. `UnknownResourceFault`. */
  readonly kind?: string;
  /** The resource that the failure is about, e.g. `domain: media`. */
  readonly resource?: string;
  /** The request id by which AWS Support can find the call. */
  readonly requestId?: string;
  /** Number of attempts that the SDK made. */
  readonly attempts?: number;
  /** True if SWF may have executed the call despite the failure. */
  readonly inDoubt?: boolean;
}

/**
 * Base class of all errors of this library: `error instanceof SwfError` distinguishes them from bugs.
 *
 * @example
 * ```ts
 * import { catchError, EMPTY, throwError } from 'rxjs';
 * import { Domain, DoesNotExistError } from 'rx-swf';
 *
 * new Domain({ name: 'media' }).upstream().pipe(
 *   catchError(error => (error instanceof DoesNotExistError ? EMPTY : throwError(() => error))),
 * );
 * ```
 */
export class SwfError extends Error {
  override readonly name: string = 'SwfError';
  readonly kind: string;
  readonly resource: string | undefined;
  readonly requestId: string | undefined;
  readonly attempts: number;
  /**
   * True if SWF may have executed the call although it failed: at least one of the SDK's attempts, not
   * necessarily the last, was sent and got no response or a 5xx. Throttling and rejections leave no doubt.
   */
  readonly inDoubt: boolean;

  constructor(message: string, options: SwfErrorOptions = {}) {
    const { cause, kind, resource, requestId, attempts = 1, inDoubt = false } = options;
    super(redact(message), cause === undefined ? undefined : { cause });
    dropSecrets(cause);
    this.kind = kind ?? new.target.name;
    this.resource = resource;
    this.requestId = requestId;
    this.attempts = attempts;
    this.inDoubt = inDoubt;
  }
}

/** An argument that SWF would reject or has rejected (`ValidationException`). Retrying does not help. */
export class InvalidArgumentError extends SwfError {
  override readonly name: string = 'InvalidArgumentError';
}

/** An invalid setting, settings file or environment variable. The message names it but shows no secret. */
export class InvalidSettingsError extends SwfError {
  override readonly name: string = 'InvalidSettingsError';
}

/** Missing, wrong or expired credentials. */
export class InvalidCredentialsError extends SwfError {
  override readonly name: string = 'InvalidCredentialsError';
}

/** IAM does not allow the call (`OperationNotPermittedFault`, `AccessDeniedException`). */
export class NotPermittedError extends SwfError {
  override readonly name: string = 'NotPermittedError';
}

/** No such domain, type, execution or open task (`UnknownResourceFault`). */
export class DoesNotExistError extends SwfError {
  override readonly name: string = 'DoesNotExistError';
}

/** The domain or type is already registered, or an execution with that workflow id is open. */
export class AlreadyExistsError extends SwfError {
  override readonly name: string = 'AlreadyExistsError';
}

/** The domain or type is deprecated and accepts nothing new. */
export class DeprecatedError extends SwfError {
  override readonly name: string = 'DeprecatedError';
}

/** The type must be deprecated first (`TypeNotDeprecatedFault`). */
export class NotDeprecatedError extends SwfError {
  override readonly name: string = 'NotDeprecatedError';
}

/** Neither the call nor the type's defaults provide a required value (`DefaultUndefinedFault`). */
export class DefaultUndefinedError extends SwfError {
  override readonly name: string = 'DefaultUndefinedError';
}

/** A service quota is exceeded (`LimitExceededFault`, `TooManyTagsFault`). */
export class LimitExceededError extends SwfError {
  override readonly name: string = 'LimitExceededError';
}

/** The service throttled the call. Transient. */
export class ThrottledError extends SwfError {
  override readonly name: string = 'ThrottledError';
}

/** Base class of errors that say whether retrying may help. */
export abstract class RetryableError extends SwfError {
  readonly transient: boolean;

  constructor(message: string, options: SwfErrorOptions & { readonly transient: boolean }) {
    super(message, options);
    this.transient = options.transient;
  }
}

/** The call got no usable response. `transient` is true if retrying may help. */
export class ResponseError extends RetryableError {
  override readonly name: string = 'ResponseError';
}

/**
 * A payload that is kept outside of SWF could not be written or read. `resource` is its key, if known; `kind`
 * is `MissingPayload` if the store has no payload with that key. `transient` is true if retrying may help.
 */
export class PayloadStoreError extends RetryableError {
  override readonly name: string = 'PayloadStoreError';
}

/**
 * A payload in a store is damaged: its content does not match its key, which is its SHA-256. Storing a copy
 * from a backup again repairs it. `kind` is `DamagedPayload`, and `resource` is the key.
 */
export class DamagedPayloadError extends PayloadStoreError {
  override readonly name = 'DamagedPayloadError';
}
