import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Observable } from 'rxjs';
import { toUrlHost } from '../../local/fronts/HostCheck.js';
import { listenFailure } from '../frame/listenFailure.js';

/** Where to listen. */
export interface Address {
  readonly port: number;
  readonly host: string;
  /** Option that chooses the port, for errors. */
  readonly option?: string;
}

/** Listens on an address. Emits the URL, and goes on until it is unsubscribed, which ends all connections. */
export const listening = (listener: RequestListener, address: Address): Observable<string> =>
  new Observable(subscriber => {
    const server = createServer(listener);
    const { port, host } = address;
    server.on('error', cause => subscriber.error(new Error(listenFailure(cause, address), { cause })));
    server.listen(port, host, () => {
      const { port: chosen } = server.address() as AddressInfo;
      subscriber.next(`http://${toUrlHost(host)}:${chosen}/`);
    });
    return () => {
      server.close();
      server.closeAllConnections();
    };
  });
