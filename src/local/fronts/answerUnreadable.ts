import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Fault, faults } from '../api/faults.js';
import { faultReply } from './exchange.js';

/** Time that a client may take to read the response, in milliseconds. */
const patience = 5000;

function faultOf(code: string | undefined): Fault {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return faults.requestTimeout();
    case 'HPE_HEADER_OVERFLOW':
      return faults.headersTooLarge();
    default:
      return faults.serialization('The request is not valid HTTP');
  }
}

/** Answers a request that Node could not parse or that did not arrive in time, and closes the connection. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, body } = faultReply(faultOf(error.code));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `x-amzn-RequestId: ${randomUUID()}`,
    'Content-Type: application/x-amz-json-1.0',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  // There is no point in waiting for a client that does not read this either.
  const unread = setTimeout(() => socket.destroy(), patience);
  socket.once('close', () => clearTimeout(unread));
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
