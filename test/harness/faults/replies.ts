import type { FaultName } from './Faults.js';

/** An answer as it goes over the wire. */
export interface Reply {
  readonly status: number;
  readonly body: Uint8Array;
}

const reply = (status: number, body: string): Reply => ({ status, body: Buffer.from(body) });

const page = reply(200, '<html><title>Sign in to this network</title></html>');
const throttled = reply(
  400,
  '{"__type":"com.amazon.coral.availability#ThrottlingException","message":"Rate exceeded"}',
);
const unavailable = reply(503, '{"__type":"com.amazon.coral.availability#ServiceUnavailableException"}');
const badGateway = reply(502, '<html><title>502 Bad Gateway</title></html>');

/** What is answered in place of the service, which is not asked. */
export const refusals: { readonly [N in FaultName]?: Reply } = { throttled, failedBefore: unavailable };

/** What is answered in place of what the service has said. */
export const replacements: { readonly [N in FaultName]?: Reply } = { failedAfter: badGateway, garbled: page };

/** The first half of a text, or of the bytes of one. */
export const halfOf = (body: Uint8Array): Uint8Array => body.subarray(0, body.length >> 1);
