import type { SWFClient } from '@aws-sdk/client-swf';
import { intercept } from './intercept.js';

/** Makes the next calls of a client fail, either before they are sent or after the service has answered. */
export function failCalls(
  client: SWFClient,
  operations: string | RegExp,
  times: number,
  error: Error,
  when: 'before' | 'after' = 'before',
): void {
  let left = times;
  intercept(client, operations, async ({ send }) => {
    if (left === 0) return send();
    left -= 1;
    if (when === 'after') await send();
    throw error;
  });
}
