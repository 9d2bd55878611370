import {
  DoesNotExistError,
  InvalidArgumentError,
  InvalidSettingsError,
  isInstance,
  isTransient,
  messageOf,
  ThrottledError,
} from '../../requests/index.js';
import { type ExitCode, exitCodes } from './exitCodes.js';
import { safeLines } from './oneLine.js';

/** Returns what to print for an error, and the code to exit with. */
export function describeFailure(error: unknown): { readonly message: string; readonly code: ExitCode } {
  const message = safeLines(messageOf(error));
  return { message: /[.!?]$/.test(message) ? message : `${message}.`, code: codeOf(error) };
}

function codeOf(error: unknown): ExitCode {
  if (isInstance(error, DoesNotExistError)) return exitCodes.notFound;
  if (isInstance(error, InvalidArgumentError) || isInstance(error, InvalidSettingsError))
    return exitCodes.usage;
  if (isInstance(error, ThrottledError) || isTransient(error)) return exitCodes.unavailable;
  return exitCodes.failed;
}
