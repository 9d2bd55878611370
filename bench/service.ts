import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SWFClient } from '@aws-sdk/client-swf';
import { LocalSwf } from 'rx-swf/local';

/** An embedded SWF, and a client of it. */
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
  async 'over HTTP'(): Promise<Service> {
    const server = fork(fileURLToPath(import.meta.url), ['serve']);
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
  },
};

/** The name of a transport. */
export type Transport = keyof typeof transports;

// The other process of 'over HTTP': serves until its parent lets go.
if (process.argv[2] === 'serve' && process.send !== undefined) {
  const swf = new LocalSwf({ quotas });
  const { url } = await swf.listen();
  process.once('disconnect', () => void swf.close());
  process.send(url);
}
