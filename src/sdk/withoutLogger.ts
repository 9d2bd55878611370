import type { SWFClient } from '@aws-sdk/client-swf';

/** Removes the SDK's logger middleware, which copies each response even if there is no logger: slow for histories. */
export function withoutLogger(client: SWFClient): SWFClient {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
