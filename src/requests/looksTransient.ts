import type { FaultCode } from './codesOf.js';
import { isInstance } from './describeError.js';
import type { SdkError } from './SdkError.js';

// What carries no verdict of SWF's may go better next time: a connection that broke or was never made, the answer of a
// proxy or a portal in SWF's place, and a body that was cut off or garbled on its way.

/** Codes of connections, DNS, TLS, HTTP parsers and streams, as Node.js, OpenSSL and undici write them. */
const connectionCodes: readonly RegExp[] = [
  // System errors, but for those of files.
  /^E(?!NOENT$|NOTDIR$|ISDIR$|EXIST$)[A-Z0-9]+$/,
  /^EAI_/,
  /^HPE_/,
  /^UND_ERR_(?!INVALID_|NOT_SUPPORTED)/,
  /^ERR_(SSL|TLS|HTTP2|STREAM|SOCKET|PROXY|NETWORK|QUIC)(_|$)/,
  /^ERR_HTTP_\w*TIMEOUT$/,
  /CERT|^UNABLE_TO_|^CRL_|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$/,
  /^Z_/,
];

const unconnectedCodes =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EADDRNOTAVAIL|EMFILE|ENFILE|ERR_SOCKET_CONNECTION_TIMEOUT|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|\w*CERT\w*|UNABLE_TO_\w+)$/;

/** Statuses by which a server or a proxy asks for another try; so do those from 500. */
const passingStatuses: ReadonlySet<number> = new Set([407, 408, 421, 425, 429]);

/** What the SDK calls an answer that names no fault. */
const unnamed: ReadonlySet<string | undefined> = new Set(['Unknown', 'UnknownError', 'Error', undefined]);

/** Whether waiting may mend an error that names none of the faults that we know. */
export function looksTransient(sdk: SdkError, error: unknown): boolean {
  const { name, code, codes, $fault, status } = sdk;
  if (status !== undefined && (status >= 500 || passingStatuses.has(status))) return true;
  if ($fault === 'server' || name === 'TimeoutError' || name === 'AbortError') return true;
  if (isConnectionCode(code) || codes.some(({ code }) => isConnectionCode(code))) return true;
  // An answer that could not be read.
  if (isInstance(error, SyntaxError)) return true;
  if (status !== undefined) return unnamed.has(name) || isInstance(error, TypeError);
  return isInstance(error, TypeError) && /fetch|network/i.test(sdk.message ?? '');
}

const isConnectionCode = (code: string | undefined): boolean =>
  code !== undefined && connectionCodes.some(pattern => pattern.test(code));

/** Whether SWF may have carried out a call that met a transient error: not if it was never sent, or was turned down. */
export function leavesDoubt({ code = '', codes, syscall, message = '', status }: SdkError): boolean {
  const isTurnedDown = status !== undefined && status >= 300 && status < 500 && status !== 408;
  return !(
    isTurnedDown ||
    unconnectedCodes.test(code) ||
    (codes.length > 0 && codes.every(isUnconnected)) ||
    syscall === 'connect' ||
    // The SDK's own limit for connecting has no code.
    message.includes('did not establish a connection')
  );
}

const isUnconnected = ({ code, syscall }: FaultCode): boolean =>
  syscall === 'connect' || unconnectedCodes.test(code);

/** Whether an answer is too large for a proxy or the service, whoever says so. */
export const isTooLarge = ({ name, status }: SdkError): boolean => status === 413 && unnamed.has(name);
