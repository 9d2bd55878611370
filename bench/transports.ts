import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SWFClient } from '@aws-sdk/client-swf';
import { LocalSwf } from 'rx-swf/local';

/** An SWF, and a client of it. */
export interface Service {
  readonly client: SWFClient;
  close(): Promise<void>;
}

const quotas = { workflowTypesPerDomain: Number.POSITIVE_INFINITY };

/** How a client reaches the service. */
export const transports = {
  /** Both in this process, without a port: nearly all that is measured is the client. */
  async 'in process'(): Promise<Service> {
    const swf = new LocalSwf({ quotas });
    return { client: swf.client(), close: () => swf.close() };
  },

  /** The service in a process of its own, so that this heap is the client's only. */
  'over HTTP': (): Promise<Service> => servedBy(import.meta.url),
};

/** The name of a transport. */
export type Transport = keyof typeof transports;

/** A module that serves in a process of its own when it is run with 'serve', and a client of that. */
export async function servedBy(module: string, ...args: string[]): Promise<Service> {
  const server = fork(fileURLToPath(module), ['serve', ...args]);
  const [url]: unknown[] = await once(server, 'message');
  const client = new SWFClient({
    region: 'us-east-1',
    endpoint: String(url),
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    client,
    async close() {
      client.destroy();
      server.disconnect();
      await once(server, 'exit');
    },
  };
}

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
