import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';

/**
 * Size of the pieces of a long response. Each piece that the system accepts shows that the client is reading.
 */
const pieceSize = 64 * 1024;

/** A response as it is sent over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

function* pieces(body: string): Generator<Buffer> {
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
}

/** Longest delay of `setTimeout`, which fires immediately for longer ones. */
const longestTimeout = 2 ** 31 - 1;

/** Closes the connection if the client reads none of the response for `timeout` milliseconds. */
function watch(response: ServerResponse, timeout: number): void {
  const unread = setTimeout(() => response.destroy(), Math.min(timeout, longestTimeout));
  response.once('close', () => clearTimeout(unread));
  response.on('drain', () => unread.refresh());
}

/**
 * Sends a response, and disconnects a client that reads none of it for `timeout` milliseconds. Node's own
 * socket timeout does not work here: it restarts once for each write that the system accepted in part.
 */
export function send(response: ServerResponse, { status, headers, body }: Answer, timeout: number): void {
  watch(response, timeout);
  response.writeHead(status, headers);
  if (body.length <= pieceSize) response.end(body);
  // The client may disconnect at any time; the response itself reports that.
  else pipeline(Readable.from(pieces(body)), response, () => {});
}
