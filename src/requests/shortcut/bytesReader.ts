import { referenceClient } from './isPlain.js';
import type { Config } from './sdk.js';

/** Reads the whole body of a response. */
export type ReadBytes = (body: unknown) => Promise<Uint8Array>;

/** The part of a stream of Node that is read here. */
interface NodeStream {
  on(event: 'data', listener: (chunk: Uint8Array | string) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
}

/**
 * Returns the reader of a client's response bodies. It reads streams of Node by their events: the SDK pipes each
 * of them into a stream of its own. Everything else, and a collector that the user has set, is left to the SDK.
 */
export function bytesReader({ streamCollector }: Config): ReadBytes {
  const isOfSdk = streamCollector === referenceClient().config.streamCollector;
  return async body => {
    if (body instanceof Uint8Array) return body;
    return isOfSdk && isNodeStream(body) ? collect(body) : streamCollector(body);
  };
}

const collect = (stream: NodeStream): Promise<Uint8Array> =>
  new Promise<Uint8Array[]>((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    // Handlers of users may return streams of text.
    stream.on('data', chunk =>
      chunks.push(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk),
    );
    stream.on('end', () => resolve(chunks));
    stream.on('error', reject);
  }).then(joined);

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.byteLength, 0));
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.byteLength;
  }
  return bytes;
}

const isNodeStream = (body: unknown): body is NodeStream =>
  typeof body === 'object' &&
  body !== null &&
  'pipe' in body &&
  'on' in body &&
  typeof body.on === 'function';
