import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Fault, faults } from '../api/faults.js';
import { faultReply } from './exchange.js';

/** For how many milliseconds the answer may be on its way. */
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

/** Answers what Node could not read as a request, or did not get to its end in time, and hangs up. */
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
  // A client that does not read this either is not waited for.
  const unread = setTimeout(() => socket.destroy(), patience);
  socket.once('close', () => clearTimeout(unread));
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
