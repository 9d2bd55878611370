import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';

/** What is handed to the system at once of a long answer: when one piece is taken, its reader is seen to be there. */
const pieceSize = 64 * 1024;

/** An answer as it goes over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

function* pieces(body: string): Generator<Buffer> {
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
}

/** `setTimeout` waits no longer than this, and not at all when told to. */
const longestTimeout = 2 ** 31 - 1;

/** Ends the connection when none of the answer has been taken for so long. */
function watch(response: ServerResponse, timeout: number): void {
  const unread = setTimeout(() => response.destroy(), Math.min(timeout, longestTimeout));
  response.once('close', () => clearTimeout(unread));
  response.on('drain', () => unread.refresh());
}

/**
 * Sends an answer, and hangs up on a client that takes nothing of it for so many milliseconds. The timeout of Node's
 * sockets is no help: it begins anew once for each write that the system took in part.
 */
export function send(response: ServerResponse, { status, headers, body }: Answer, timeout: number): void {
  watch(response, timeout);
  response.writeHead(status, headers);
  if (body.length <= pieceSize) response.end(body);
  // Its client may leave at any time; that is told by the response itself.
  else pipeline(Readable.from(pieces(body)), response, () => {});
}
