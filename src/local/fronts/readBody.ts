import type { IncomingMessage } from 'node:http';
import { largestBody } from './body.js';

/** Limit up to which an oversized body is read and discarded, so that the client can read the error. */
const mostDrained = 16 * largestBody;

/**
 * Resolves to the body of a request, or undefined if it is too large for SWF. Rejects if the client leaves.
 */
export function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= largestBody) chunks.push(chunk);
      else chunks.length = 0;
      if (length > mostDrained) request.destroy();
    });
    request.once('end', () => {
      const [first] = chunks;
      if (length > largestBody) resolve(undefined);
      else resolve(chunks.length === 1 ? first : Buffer.concat(chunks));
    });
    request.once('close', () => {
      if (!request.complete) reject(new Error('The client disconnected'));
    });
    request.once('error', reject);
  });
}
