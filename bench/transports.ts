import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SWFClient } from '@aws-sdk/client-swf';
import { LocalSwf } from 'rx-swf/local';
import { type Bare, bareInProcess, bareOverHttp } from './bare.js';

/** An SWF and a client of it. */
export interface Service {
  readonly client: SWFClient;
  close(): Promise<void>;
}

/** A service in a process of its own. */
export interface Served extends Service {
  readonly url: string;
  /** Resolves to the CPU time that its process has used, user and system, in microseconds. */
  cpu(): Promise<number>;
}

/** A service that can also be called without the SDK. */
export interface Open extends Service {
  /** A client as people make it: `new SWFClient()`, which signs its requests. */
  readonly plainClient: SWFClient;
  readonly bare: Bare;
  /** Resolves to the CPU time used in other processes, in microseconds. */
  cpu(): Promise<number>;
}

const settings = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

const quotas = { workflowTypesPerDomain: Number.POSITIVE_INFINITY };

/** Ways for a client to reach the service. */
export const transports = {
  /** Both in this process, without a port, so that the client accounts for nearly everything measured. */
  async 'in process'(): Promise<Open> {
    const swf = new LocalSwf({ quotas });
    const plainClient = new SWFClient({ ...settings, requestHandler: swf.requestHandler });
    return {
      client: swf.client(),
      plainClient,
      bare: bareInProcess(swf.requestHandler),
      cpu: async () => 0,
      close: () => swf.close(),
    };
  },

  /** The service in its own process, so that heap and CPU time of this process are only the client's. */
  async 'over HTTP'(): Promise<Open> {
    const served = await servedBy(import.meta.url);
    return { ...served, plainClient: served.client, bare: bareOverHttp(served.url) };
  },
};

/** Name of a transport. */
export type Transport = keyof typeof transports;

/** Runs a module with 'serve' as a service in its own process, and creates a client of it. */
export async function servedBy(module: string, ...args: string[]): Promise<Served> {
  const server = fork(fileURLToPath(module), ['serve', ...args]);
  const [message]: unknown[] = await once(server, 'message');
  const url = String(message);
  const client = clientOf(url);
  return {
    client,
    url,
    async cpu() {
      server.send('cpu');
      const [used]: unknown[] = await once(server, 'message');
      return Number(used);
    },
    async close() {
      client.destroy();
      server.disconnect();
      await once(server, 'exit');
    },
  };
}

/** Creates a client of a service at this address, with a socket for each poll. */
export const clientOf = (url: string) =>
  new SWFClient({
    ...settings,
    endpoint: url,
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: 1_000 } },
  });

/** Returns true if this process was started to serve this module. */
export function isServing(module: string): boolean {
  return process.argv[1] === fileURLToPath(module) && process.argv[2] === 'serve';
}

/**
 * Reports the address of this service to the parent process, and its CPU time when asked. Stops when the
 * parent disconnects.
 */
export function serve(url: string, stop: () => unknown): void {
  process.once('disconnect', stop);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  });
  process.send?.(url);
}

if (isServing(import.meta.url)) {
  const swf = new LocalSwf({ quotas });
  serve((await swf.listen()).url, () => swf.close());
}
