import type { IncomingMessage } from 'node:http';
import { largestBody } from './body.js';

/** What is still read, and thrown away, of a body that is too large, so that the client gets to read why. */
const mostDrained = 16 * largestBody;

/** The body of a request, or undefined if it is larger than SWF takes. Rejects if the client goes away. */
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
      if (!request.complete) reject(new Error('The client went away'));
    });
    request.once('error', reject);
  });
}
