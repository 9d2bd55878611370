import {
  DoesNotExistError,
  InvalidArgumentError,
  InvalidCredentialsError,
  InvalidSettingsError,
  isInstance,
  isTransient,
  messageOf,
  NotPermittedError,
  ThrottledError,
} from '../../requests/index.js';
import type { Connection } from './CommandContext.js';
import { type ExitCode, exitCodes } from './exitCodes.js';
import { safeLines } from './oneLine.js';

/** Returns what to print for an error, and the code to exit with. */
export function describeFailure(
  error: unknown,
  { profile }: Pick<Connection, 'profile'> = {},
): { readonly message: string; readonly code: ExitCode } {
  const message = safeLines(messageOf(error));
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  const advice = adviceFor(error, profile);
  return { message: advice === undefined ? sentence : `${sentence} ${advice}`, code: codeOf(error) };
}

/** Returns what to do about an error whose message, which is SWF's, doesn't say it. */
function adviceFor(error: unknown, profile: string | undefined): string | undefined {
  if (isInstance(error, ThrottledError))
    return 'SWF limits the calls of an account in a region. Try again in a moment.';
  if (isInstance(error, InvalidCredentialsError)) {
    // Without any credentials, the message says where they are looked for.
    if (error.kind === 'CredentialsProviderError')
      return profile && `Check that the profile ${JSON.stringify(profile)} exists and has credentials.`;
    return 'Renew the credentials, or choose others with --profile.';
  }
  if (isInstance(error, NotPermittedError))
    return 'rx-swf iam --role operator prints the policy that the commands need.';
  return undefined;
}

function codeOf(error: unknown): ExitCode {
  if (isInstance(error, DoesNotExistError)) return exitCodes.notFound;
  if (isInstance(error, InvalidArgumentError) || isInstance(error, InvalidSettingsError))
    return exitCodes.usage;
  if (isInstance(error, ThrottledError) || isTransient(error)) return exitCodes.unavailable;
  return exitCodes.failed;
}
