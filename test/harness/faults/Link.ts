import { SWFClient } from '@aws-sdk/client-swf';
import type { LocalSwf } from 'rx-swf/local';
import type { Observable } from 'rxjs';
import type { Faults } from './Faults.js';
import { FaultyHandler } from './FaultyHandler.js';
import { FaultyProxy } from './FaultyProxy.js';

/** A way to a service on which calls may fail. */
export interface Link {
  /** The operations that the service has carried out. */
  readonly acted$: Observable<string>;
  /** A client at the near end, which makes a call up to so many times by itself. */
  client(maxAttempts: number): SWFClient;
  /** Calls that have not been answered. */
  underWay(): number;
  /** Calls that have been sent, where that can be told: others may still be on their way. */
  sent(): number;
  /** Listeners that were left on the signals of calls, where that can be told. */
  listenersLeft(): number;
  close(): Promise<void>;
}

/** How a link is made. */
export type MakeLink = (swf: LocalSwf, faults: Faults) => Promise<Link>;

const common = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** Without any wire. */
export const inProcess: MakeLink = async (swf, faults) => {
  const handler = new FaultyHandler(swf.requestHandler, faults);
  return {
    acted$: handler.acted$,
    client: maxAttempts => new SWFClient({ ...common, requestHandler: handler, maxAttempts }),
    underWay: () => handler.underWay,
    sent: () => faults.calls,
    listenersLeft: () => handler.listenersLeft,
    close: async () => {},
  };
};

/** For how many milliseconds polls wait in these benches. */
export const longPoll = 500;

/** A client for HTTP, as `connect` makes them, but less patient. */
export function httpClient(endpoint: string, maxAttempts: number, agent: object = {}): SWFClient {
  const requestHandler = {
    connectionTimeout: 5000,
    requestTimeout: 5000,
    // Longer than polls wait.
    socketTimeout: 2 * longPoll,
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: true, maxSockets: 1000, ...agent },
  };
  return new SWFClient({ ...common, endpoint, requestHandler, maxAttempts });
}

/** Over sockets, through a proxy. */
export const overHttp: MakeLink = async (swf, faults) => linkTo((await swf.listen()).url, faults);

/** Over sockets, to a service that is elsewhere. */
export async function linkTo(url: string, faults: Faults): Promise<Link> {
  const proxy = new FaultyProxy(url, faults);
  const address = await proxy.listen('swf.localhost');
  const clients: SWFClient[] = [];
  const { lookup } = proxy;
  return {
    acted$: proxy.acted$,
    client: maxAttempts => {
      const client = httpClient(address, maxAttempts, { lookup });
      clients.push(client);
      return client;
    },
    underWay: () => proxy.underWay,
    sent: () => 0,
    listenersLeft: () => 0,
    close: async () => {
      for (const client of clients) client.destroy();
      await proxy.close();
    },
  };
}
