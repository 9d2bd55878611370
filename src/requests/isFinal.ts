import { isInstance } from './describeError.js';
import { isTransient, ResponseError, SwfError } from './errors.js';
import { readSdkError } from './SdkError.js';

/** What the SDK and its providers say where they cannot get any credentials, for SWF or for a payload store. */
const providerErrors: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'ProviderError',
  'TokenProviderError',
]);

/** An embedded service that is closed says so by this name, and stays closed. */
const closed = 'LocalSwfClosedError';

/**
 * Whether an error ends what has worked before: SWF itself has refused the call, or it could not be made of what was
 * given. All else passes: a provider without credentials, an answer that lacks a member, an error without a name.
 */
export function isFinal(error: unknown): boolean {
  if (!isInstance(error, SwfError)) return true;
  if (isTransient(error)) return false;
  if (isInstance(error, ResponseError))
    return error.kind === closed || readSdkError(error.cause).status !== undefined;
  return !providerErrors.has(error.kind);
}
