import { Agent, request } from 'node:http';
import type { InProcessHandler } from 'rx-swf/local';
import { type Answer, parse, requestOf, send } from './service/direct.js';

/** A call without any library: JSON in, JSON out. */
export type Bare = (operation: string, input: object) => Promise<Answer>;

/** Calls the transport directly. */
export const bareInProcess =
  (handler: InProcessHandler): Bare =>
  async (operation, input) =>
    parse(await send(handler, requestOf(operation, input)));

/**
 * Calls through `node:http` with keep-alive. Unsigned, since the embedded service does not require
 * signatures.
 */
export function bareOverHttp(url: string): Bare {
  const agent = new Agent({ keepAlive: true });
  return (operation, input) =>
    new Promise((resolve, reject) => {
      const { headers, body } = requestOf(operation, input);
      const call = request(url, {
        agent,
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/x-amz-json-1.0' },
      });
      call.once('error', reject).once('response', response => {
        const chunks: Buffer[] = [];
        response
          .on('data', chunk => chunks.push(chunk))
          .once('end', () => {
            const answer = Buffer.concat(chunks);
            if (response.statusCode === 200) resolve(parse(answer));
            else reject(new Error(`${operation}: ${answer}`));
          });
      });
      call.end(body);
    });
}
