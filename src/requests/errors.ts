import { isInstance } from './describeError.js';
import { dropSecrets, redact } from './dropSecrets.js';

/** What the service or the library knows of a failure, beside its message. */
export interface SwfErrorOptions {
  /**
   * The error that caused this one, the SDK's own for a refused call. Its `$response` keeps the status, the headers and
   * an excerpt of a text body; the rest, which leads to the credentials of the request, is dropped.
   */
  readonly cause?: unknown;
  /** The fault's name as the service gives it, e.g. `UnknownResourceFault`. */
  readonly kind?: string;
  /** What the failure is about, e.g. `domain: media`. */
  readonly resource?: string;
  /** The id under which AWS support finds the call. */
  readonly requestId?: string;
  /** How often the SDK has sent the call. */
  readonly attempts?: number;
  /** Whether SWF may have carried the call out all the same. */
  readonly inDoubt?: boolean;
}

/**
 * The root of every error of this library: `error instanceof SwfError` tells ours from a bug.
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
   * Whether SWF may have carried the call out although it failed: one of the attempts that the SDK made at it, not
   * only the last, was sent and had no answer, or a 5xx. Throttling and refusals leave no doubt.
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

/** An argument that SWF would refuse, or has refused (`ValidationException`). Retrying cannot help. */
export class InvalidArgumentError extends SwfError {
  override readonly name: string = 'InvalidArgumentError';
}

/** A setting, file or environment variable that cannot be used. The message names it and never shows a secret. */
export class InvalidSettingsError extends SwfError {
  override readonly name: string = 'InvalidSettingsError';
}

/** Credentials that are missing, wrong or expired. */
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

/** The domain or type is registered already, or an execution of that workflow id is open. */
export class AlreadyExistsError extends SwfError {
  override readonly name: string = 'AlreadyExistsError';
}

/** The domain or type is deprecated and takes nothing new. */
export class DeprecatedError extends SwfError {
  override readonly name: string = 'DeprecatedError';
}

/** The type must be deprecated before this can be done (`TypeNotDeprecatedFault`). */
export class NotDeprecatedError extends SwfError {
  override readonly name: string = 'NotDeprecatedError';
}

/** A value was given neither in the call nor as the type's default (`DefaultUndefinedFault`). */
export class DefaultUndefinedError extends SwfError {
  override readonly name: string = 'DefaultUndefinedError';
}

/** A quota of the service is reached (`LimitExceededFault`, `TooManyTagsFault`). */
export class LimitExceededError extends SwfError {
  override readonly name: string = 'LimitExceededError';
}

/** The service asks to slow down. Transient. */
export class ThrottledError extends SwfError {
  override readonly name: string = 'ThrottledError';
}

/** The call got no usable answer. `transient` tells whether trying again may help. */
export class ResponseError extends SwfError {
  override readonly name: string = 'ResponseError';
  readonly transient: boolean;

  constructor(message: string, options: SwfErrorOptions & { readonly transient: boolean }) {
    super(message, options);
    this.transient = options.transient;
  }
}

/**
 * A payload that is kept outside of SWF could not be written or read. `resource` is its key, where that is known;
 * `kind` is `MissingPayload` where the store has none of that key. `transient` tells whether trying again may help.
 */
export class PayloadStoreError extends SwfError {
  override readonly name: string = 'PayloadStoreError';
  readonly transient: boolean;

  constructor(message: string, options: SwfErrorOptions & { readonly transient: boolean }) {
    super(message, options);
    this.transient = options.transient;
  }
}

/**
 * A payload in a store is no longer what was stored: its content does not fit its key, which is its SHA-256. A copy from a
 * backup, stored again, repairs it. Its `kind` is `DamagedPayload`, and `resource` the key.
 */
export class DamagedPayloadError extends PayloadStoreError {
  override readonly name = 'DamagedPayloadError';
}

/** Whether waiting and trying again may mend this error: throttling, 5xx, resets, timeouts. */
export function isTransient(error: unknown): boolean {
  if (isInstance(error, ResponseError) || isInstance(error, PayloadStoreError)) return error.transient;
  return isInstance(error, ThrottledError);
}
