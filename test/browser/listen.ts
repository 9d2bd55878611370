import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Teardown } from '../harness/Teardown.js';

/** Starts a server on a free port of this machine, which ends with the test, and resolves to its address. */
export async function listen(server: Server, teardown: Teardown): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  teardown(
    () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
