import { isInstance } from '../../descriptions/isError.js';
import type { FaultCode } from './faultCodes.js';
import type { SdkError } from './SdkError.js';

// An error that does not come from SWF itself may not recur: a connection that broke or was never
// established, a response from a proxy or captive portal instead of SWF, or a body that was truncated or
// garbled in transit.

/** Error codes of connections, DNS, TLS, HTTP parsers and streams in Node.js, OpenSSL and undici. */
const connectionCodes: readonly RegExp[] = [
  // System errors, except those of files.
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

/** Statuses below 500 by which a server or a proxy asks for a retry. All from 500 count as well. */
const passingStatuses: ReadonlySet<number> = new Set([407, 408, 421, 425, 429]);

/** The SDK's names for a response that names no fault. */
const unnamed: ReadonlySet<string | undefined> = new Set(['Unknown', 'UnknownError', 'Error', undefined]);

/** Returns whether an error without a known fault name is likely to be transient. */
export function looksTransient(sdk: SdkError, error: unknown): boolean {
  const { name, code, codes, $fault, status } = sdk;
  if (status !== undefined && (status >= 500 || passingStatuses.has(status))) return true;
  if ($fault === 'server' || name === 'TimeoutError' || name === 'AbortError') return true;
  if (isConnectionCode(code) || codes.some(({ code }) => isConnectionCode(code))) return true;
  // A response that could not be parsed.
  if (isInstance(error, SyntaxError)) return true;
  if (status !== undefined) return unnamed.has(name) || isInstance(error, TypeError);
  return isInstance(error, TypeError) && /fetch|network/i.test(sdk.message ?? '');
}

const isConnectionCode = (code: string | undefined): boolean =>
  code !== undefined && connectionCodes.some(pattern => pattern.test(code));

/** Returns whether SWF may have executed a call with a transient error: not if unsent or turned down. */
export function leavesDoubt({ code = '', codes, syscall, message = '', status }: SdkError): boolean {
  const isTurnedDown = status !== undefined && status >= 300 && status < 500 && status !== 408;
  return !(
    isTurnedDown ||
    unconnectedCodes.test(code) ||
    (codes.length > 0 && codes.every(isUnconnected)) ||
    syscall === 'connect' ||
    // The SDK's own connection timeout has no code.
    message.includes('did not establish a connection')
  );
}

const isUnconnected = ({ code, syscall }: FaultCode): boolean =>
  syscall === 'connect' || unconnectedCodes.test(code);

/** Returns whether a proxy or the service has rejected a request as too large. */
export const isTooLarge = ({ name, status }: SdkError): boolean => status === 413 && unnamed.has(name);
