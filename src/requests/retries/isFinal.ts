import { isInstance } from '../descriptions/isError.js';
import { isTransient } from '../errors/isTransient.js';
import { ResponseError, SwfError } from '../errors/SwfError.js';
import { readSdkError } from '../errors/sdk/SdkError.js';

/** Errors of the SDK and its providers when they can't obtain credentials, for SWF or for a payload store. */
const providerErrors: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'ProviderError',
  'TokenProviderError',
]);

/** Name of the error of an embedded service that has been closed, which is permanent. */
const closed = 'LocalSwfClosedError';

/**
 * Returns whether an error is final for calls that have worked before: SWF itself has rejected the call, or
 * the call could not be built from its arguments. Everything else may recover: a provider without
 * credentials, a response that lacks a member, an unnamed error.
 */
export function isFinal(error: unknown): boolean {
  if (!isInstance(error, SwfError)) return true;
  if (isTransient(error)) return false;
  if (isInstance(error, ResponseError))
    return error.kind === closed || readSdkError(error.cause).status !== undefined;
  return !providerErrors.has(error.kind);
}
