import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SWFClient } from '@aws-sdk/client-swf';
import { LocalSwf } from 'rx-swf/local';
import { type Bare, bareInProcess, bareOverHttp } from './bare.js';

/** An SWF, and a client of it. */
export interface Service {
  readonly client: SWFClient;
  close(): Promise<void>;
}

/** A service in a process of its own. */
export interface Served extends Service {
  readonly url: string;
}

/** A service that can be called without the SDK, too. */
export interface Open extends Service {
  readonly bare: Bare;
}

const quotas = { workflowTypesPerDomain: Number.POSITIVE_INFINITY };

/** How a client reaches the service. */
export const transports = {
  /** Both in this process, without a port: nearly all that is measured is the client. */
  async 'in process'(): Promise<Open> {
    const swf = new LocalSwf({ quotas });
    return { client: swf.client(), bare: bareInProcess(swf.requestHandler), close: () => swf.close() };
  },

  /** The service in a process of its own, so that this heap and this CPU time are the client's only. */
  async 'over HTTP'(): Promise<Open> {
    const served = await servedBy(import.meta.url);
    return { ...served, bare: bareOverHttp(served.url) };
  },
};

/** The name of a transport. */
export type Transport = keyof typeof transports;

/** A module that serves in a process of its own when it is run with 'serve', and a client of that. */
export async function servedBy(module: string, ...args: string[]): Promise<Served> {
  const server = fork(fileURLToPath(module), ['serve', ...args]);
  const [message]: unknown[] = await once(server, 'message');
  const url = String(message);
  const client = clientOf(url);
  return {
    client,
    url,
    async close() {
      client.destroy();
      server.disconnect();
      await once(server, 'exit');
    },
  };
}

/** A client of a service at that address, with a socket for each poll. */
export const clientOf = (url: string) =>
  new SWFClient({
    region: 'us-east-1',
    endpoint: url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: 1_000 } },
  });

/** Whether this process serves that module, and to whom it tells where. */
export function isServing(module: string): boolean {
  return process.argv[1] === fileURLToPath(module) && process.argv[2] === 'serve';
}

/** Tells the parent where this process serves, and stops when the parent lets go. */
export function serve(url: string, stop: () => unknown): void {
  process.once('disconnect', stop);
  process.send?.(url);
}

if (isServing(import.meta.url)) {
  const swf = new LocalSwf({ quotas });
  serve((await swf.listen()).url, () => swf.close());
}
