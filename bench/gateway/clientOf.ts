import type { SWFClient } from '@aws-sdk/client-swf';
import type { LocalSwf } from 'rx-swf/local';

/** A client, and the number of its calls. */
export interface CountedClient {
  readonly client: SWFClient;
  calls: number;
}

/** Returns a client of a service whose calls are counted. */
export function clientOf(swf: LocalSwf): CountedClient {
  const counted: CountedClient = { client: swf.client(), calls: 0 };
  counted.client.middlewareStack.add(
    next => args => {
      counted.calls += 1;
      return next(args);
    },
    { step: 'initialize' },
  );
  return counted;
}
