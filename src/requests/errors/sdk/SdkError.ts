import { readMember } from '../../descriptions/members.js';
import { showValue } from '../../descriptions/showValue.js';
import { codesOf, type FaultCode } from './faultCodes.js';

/** The parts of an SDK error that identify it. */
export interface SdkError {
  readonly name: string | undefined;
  readonly message: string | undefined;
  readonly code: string | undefined;
  readonly syscall: string | undefined;
  /** The codes of the underlying errors: `fetch` and other handlers wrap connection errors. */
  readonly codes: readonly FaultCode[];
  readonly $fault: 'client' | 'server' | undefined;
  /** The HTTP status of the response, if there was one, even if it could not be parsed. */
  readonly status: number | undefined;
  readonly $metadata: {
    readonly requestId: string | undefined;
    readonly attempts: number | undefined;
  };
}

/** Reads the parts of an SDK error. Never throws, because a user's middleware or store may throw anything. */
export function readSdkError(error: unknown): SdkError {
  const fault = readFrom(error, '$fault');
  const metadata = readFrom(error, '$metadata');
  return {
    name: textAt(error, 'name'),
    message: textAt(error, 'message'),
    code: textAt(error, 'code'),
    syscall: textAt(error, 'syscall'),
    codes: codesOf(error),
    $fault: fault === 'client' || fault === 'server' ? fault : undefined,
    status: numberAt(metadata, 'httpStatusCode') ?? numberAt(readFrom(error, '$response'), 'statusCode'),
    $metadata: {
      requestId: textAt(metadata, 'requestId'),
      attempts: numberAt(metadata, 'attempts'),
    },
  };
}

const readFrom = (holder: unknown, key: string): unknown =>
  typeof holder === 'object' && holder !== null ? readMember(holder, key) : undefined;

function textAt(holder: unknown, key: string): string | undefined {
  const value = readFrom(holder, key);
  return value === undefined || value === null ? undefined : showValue(value);
}

function numberAt(holder: unknown, key: string): number | undefined {
  const value = readFrom(holder, key);
  return typeof value === 'number' ? value : undefined;
}
