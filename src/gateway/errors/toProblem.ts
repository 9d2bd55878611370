import {
  AlreadyExistsError,
  DefaultUndefinedError,
  DeprecatedError,
  DoesNotExistError,
  InvalidArgumentError,
  InvalidCredentialsError,
  InvalidSettingsError,
  isInstance,
  isTransient,
  LimitExceededError,
  NotPermittedError,
  SwfError,
  ThrottledError,
} from '../../requests/index.js';
import {
  ExecutionCanceledError,
  ExecutionFailedError,
  ExecutionTerminatedError,
  ExecutionTimedOutError,
  NotRedrivableError,
} from '../../workflows/index.js';
import { Problem } from './Problem.js';

/** Statuses of errors whose messages speak of nothing but the request and the execution. */
const statuses = [
  [InvalidArgumentError, 400],
  [DefaultUndefinedError, 400],
  [DoesNotExistError, 404],
  [AlreadyExistsError, 409],
  [DeprecatedError, 409],
  [NotRedrivableError, 409],
  [ExecutionFailedError, 409],
  [ExecutionCanceledError, 409],
  [ExecutionTerminatedError, 409],
  [ExecutionTimedOutError, 409],
  [LimitExceededError, 429],
] as const;

/** Errors that concern the gateway's own access to SWF. Their messages stay inside. */
const inside = [NotPermittedError, InvalidCredentialsError, InvalidSettingsError] as const;

/** Returns what a client may know of an error. Messages of unknown errors are replaced. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  for (const [type, status] of statuses)
    if (isInstance(error, type)) {
      const resource = error instanceof SwfError ? error.resource : undefined;
      return new Problem(status, error.name, error.message, { resource });
    }
  if (isInstance(error, ThrottledError))
    return new Problem(429, 'ThrottledError', 'SWF throttles the calls of the gateway. Try again later', {
      headers: { 'retry-after': '2' },
    });
  if (inside.some(type => isInstance(error, type)))
    return new Problem(502, 'NotConfiguredError', 'The gateway may not call SWF. Its operator can fix this');
  if (isTransient(error))
    return new Problem(503, 'UnavailableError', 'SWF does not answer. Try again later', {
      headers: { 'retry-after': '5' },
    });
  if (error instanceof SwfError)
    return new Problem(502, 'ResponseError', 'The answer of SWF, or a payload, can not be read');
  return new Problem(500, 'InternalError', 'The gateway has failed');
}
