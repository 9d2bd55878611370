import type { IncomingMessage } from 'node:http';
import { faults } from '../api/faults.js';

/** Largest request that SWF accepts, in bytes. */
export const largestBody = 1024 * 1024;

/** Limit up to which an oversized body is read and discarded, so that the client can read the error. */
const mostDrained = 16 * largestBody;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Returns the text of a body, or undefined if it is not UTF-8: invalid bytes must not be silently replaced.
 */
function toText(body: string | Uint8Array): string | undefined {
  // A lone surrogate cannot be encoded in UTF-8.
  if (typeof body === 'string') return /\p{Surrogate}/u.test(body) ? undefined : body;
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
}

/** Parses the body of a request. */
export function parseBody(body: string | Uint8Array): unknown {
  const text = toText(body);
  if (text === undefined) throw faults.serialization('The request body is not valid UTF-8');
  try {
    return JSON.parse(text);
  } catch {
    throw faults.serialization('The request body is not valid JSON');
  }
}

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
